/** Hands an event to whoever listens. */
export type Emit<Event> = (event: Event) => void;

/**
 * A listener made safe: what it throws, and what it rejects with, is dropped, because watching must not
 * change what is watched. `undefined` when nobody listens, so that no event has to be made.
 */
export function emitter<Event>(onEvent: ((event: Event) => unknown) | undefined): Emit<Event> | undefined {
  if (onEvent === undefined) return undefined;
  return (event) => {
    try {
      const outcome = onEvent(event);
      if (outcome instanceof Promise) outcome.catch(() => {});
    } catch {
      // Nothing to tell it to: the listener is the one who would be told.
    }
  };
}
