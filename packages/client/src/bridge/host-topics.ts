import type { HostEmitter, WebViewWindow } from '@ait-iap/protocol';
import { createEmitter, removeListener } from './create-emitter.js';

const PROPERTY = '__GRANITE_NATIVE_EMITTER';

/**
 * Listens to a topic on the window's emitter, whichever that is.
 *
 * The official SDK puts a new emitter in place when its module loads (observed in 2.10.8), which may be in the
 * middle of a purchase. So the property is watched from the first listener on, and who listens moves along: else the
 * news that an order was paid would go to an emitter where nobody hears it.
 *
 * @returns what stops the listening
 */
export function onHostTopic(
  view: WebViewWindow,
  topic: string,
  listener: (data: unknown) => void,
): () => void {
  watchedEmitter(view).on(topic, listener);
  return () => removeListener(watchedEmitter(view), topic, listener);
}

/** The emitter that was in place last: looking whether its property is watched costs more than the rest of a call. */
let known: HostEmitter | undefined;

/** The emitter of now, made if there is none; one that takes its place inherits the listeners. */
function watchedEmitter(view: WebViewWindow): HostEmitter {
  let current = view[PROPERTY] ?? createEmitter();
  if (current === known) return current;
  known = current;
  const descriptor = Object.getOwnPropertyDescriptor(view, PROPERTY);
  // An accessor is ours already, or belongs to a host that knows what it does; a locked property cannot be replaced.
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
