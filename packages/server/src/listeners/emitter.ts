/** Passes an event to the listener. */
export type Emit<Event> = (event: Event) => void;

/**
 * Makes a listener safe: errors that it throws or rejects with are dropped, because a listener must not change what it
 * observes. `undefined` if there is no listener, so that no event has to be made.
 */
export function emitter<Event>(onEvent: (event: Event) => unknown): Emit<Event>;
export function emitter<Event>(onEvent: ((event: Event) => unknown) | undefined): Emit<Event> | undefined;
export function emitter<Event>(onEvent: ((event: Event) => unknown) | undefined): Emit<Event> | undefined {
  if (onEvent === undefined) return undefined;
  return (event) => {
    try {
      const outcome = onEvent(event);
      if (outcome instanceof Promise) outcome.catch(() => {});
    } catch {
      // The failing listener is the only one to report to, so the error is dropped.
    }
  };
}
