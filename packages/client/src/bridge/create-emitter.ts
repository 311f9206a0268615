import type { HostEmitter } from '@ait-iap/protocol';

/** An emitter of the form that the host and the official SDK expect. */
export function createEmitter(): HostEmitter {
  const emitter: HostEmitter = {
    events: {},
    emit(topic, data) {
      for (const listener of emitter.events[topic] ?? []) listener(data);
    },
    on(topic, listener) {
      // A new list each time, since a listener of an answer removes itself while the old one is walked.
      emitter.events[topic] = [...(emitter.events[topic] ?? []), listener];
      return () => removeListener(emitter, topic, listener);
    },
  };
  return emitter;
}

/** Takes a listener off an emitter of this form, whoever made it; a topic without listeners leaves nothing behind. */
export function removeListener(
  { events }: HostEmitter,
  topic: string,
  listener: (data: unknown) => void,
): void {
  const left = events[topic]?.filter((other) => other !== listener);
  if (left?.length) events[topic] = left;
  else delete events[topic];
}
