import { createEmitter } from './create-emitter.js';
import type { HostEmitter, WebViewWindow } from './web-view-window.js';

interface Subscription {
  readonly topic: string;
  readonly listener: (data: unknown) => void;
  off: () => void;
}

/** The host's topics of one window. */
export interface HostTopics {
  /** Listens to a topic; returns what stops it. */
  on(topic: string, listener: (data: unknown) => void): () => void;
}

/**
 * Listens on the window's emitter, whichever that is.
 *
 * The official SDK puts a new emitter in place when its module loads (observed in 2.10.8), which may be in the
 * middle of a purchase. So while anybody listens, the property is watched, and who listens moves along: else the
 * news that an order was paid would go to an emitter where nobody hears it.
 */
export function hostTopics(view: WebViewWindow): HostTopics {
  const live = new Set<Subscription>();
  const attach = (emitter: HostEmitter) => {
    for (const subscription of live) {
      subscription.off();
      subscription.off = emitter.on(subscription.topic, subscription.listener);
    }
  };
  return {
    on(topic, listener) {
      const emitter = watchedEmitter(view, attach);
      const subscription: Subscription = { topic, listener, off: emitter.on(topic, listener) };
      live.add(subscription);
      return () => {
        live.delete(subscription);
        subscription.off();
      };
    },
  };
}

const PROPERTY = '__GRANITE_NATIVE_EMITTER';

/** The emitter of now, made if there is none, and `onReplaced` told of each that takes its place. */
function watchedEmitter(view: WebViewWindow, onReplaced: (emitter: HostEmitter) => void): HostEmitter {
  const descriptor = Object.getOwnPropertyDescriptor(view, PROPERTY);
  let current = view[PROPERTY] ?? createEmitter();
  // An accessor is ours already, or belongs to a host that knows what it does; a locked property cannot be replaced.
  if (descriptor && (descriptor.set || !descriptor.configurable)) return current;
  Object.defineProperty(view, PROPERTY, {
    configurable: true,
    enumerable: true,
    get: () => current,
    set: (next: HostEmitter) => {
      current = next;
      onReplaced(next);
    },
  });
  return current;
}
