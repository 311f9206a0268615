import type { HostEmitter } from '@ait-iap/protocol';

/** Creates an emitter in the form that the host and the official SDK expect. */
export function createEmitter(): HostEmitter {
  const emitter: HostEmitter = {
    events: {},
    emit(topic, data) {
      for (const listener of emitter.events[topic] ?? []) listener(data);
    },
    on(topic, listener) {
      // A new list each time, because a listener of an answer removes itself while the old list is being read.
      emitter.events[topic] = [...(emitter.events[topic] ?? []), listener];
      return () => removeListener(emitter, topic, listener);
    },
  };
  return emitter;
}

/** Removes a listener from an emitter of this form. A topic without listeners is removed too. */
export function removeListener(
  { events }: HostEmitter,
  topic: string,
  listener: (data: unknown) => void,
): void {
  const left = events[topic]?.filter((other) => other !== listener);
  if (left?.length) events[topic] = left;
  else delete events[topic];
}
