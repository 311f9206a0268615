import type { HostEmitter } from './web-view-window.js';

/**
 * An emitter of the form that the host and the official SDK expect: the lists are open in `events`, and a topic
 * whose last listener has gone leaves no list behind.
 */
export function createEmitter(): HostEmitter {
  const events: HostEmitter['events'] = Object.create(null);
  return {
    events,
    emit(topic, data) {
      // A copy, since a listener of an answer removes itself while it runs.
      for (const listener of [...(events[topic] ?? [])]) listener(data);
    },
    on(topic, listener) {
      const listeners = events[topic] ?? [];
      events[topic] = listeners;
      listeners.push(listener);
      return () => {
        const left = events[topic]?.filter((other) => other !== listener);
        if (left?.length) events[topic] = left;
        else delete events[topic];
      };
    },
  };
}
