import { type Emit, emitter } from './emitter.js';

/**
 * Makes the listener of an application safe. Where it gave none, errors are printed: otherwise no log would have them, and a
 * mistake in a callback would look like an outage.
 */
export function errorListener(onError: ((error: unknown) => void) | undefined): Emit<unknown> {
  return emitter(onError ?? printError);
}

function printError(error: unknown): void {
  console.error(error);
}
