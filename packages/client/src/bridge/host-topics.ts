import type { HostEmitter, WebViewWindow } from '@ait-iap/protocol';
import { createEmitter, removeListener } from './create-emitter.js';

const PROPERTY = '__GRANITE_NATIVE_EMITTER';

/**
 * Listens to a topic on the window's current emitter.
 *
 * The official SDK installs a new emitter when its module loads (observed in 2.10.8), perhaps in the middle of a
 * purchase. So the property is watched from the first listener on, and listeners move to the new emitter. Otherwise the
 * event of a paid order would go to an emitter without listeners.
 *
 * @returns a function that stops listening
 */
export function onHostTopic(
  view: WebViewWindow,
  topic: string,
  listener: (data: unknown) => void,
): () => void {
  watchedEmitter(view).on(topic, listener);
  return () => removeListener(watchedEmitter(view), topic, listener);
}

/** The last emitter. Checking whether its property is watched costs more than the rest of a call. */
let known: HostEmitter | undefined;

/** The current emitter, which is created if there is none. A new emitter inherits the listeners. */
function watchedEmitter(view: WebViewWindow): HostEmitter {
  let current = view[PROPERTY] ?? createEmitter();
  if (current === known) return current;
  known = current;
  const descriptor = Object.getOwnPropertyDescriptor(view, PROPERTY);
  // An accessor is already ours or belongs to the host. A locked property cannot be replaced.
  if (descriptor && (descriptor.set || !descriptor.configurable)) return current;
  Object.defineProperty(view, PROPERTY, {
    configurable: true,
    enumerable: true,
    get: () => current,
    set: (next: HostEmitter) => {
      for (const [topic, listeners] of Object.entries(current.events)) {
        for (const listener of listeners ?? []) next.on(topic, listener);
      }
      known = current = next;
    },
  });
  return current;
}
