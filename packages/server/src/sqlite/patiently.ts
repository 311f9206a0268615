import { isBusy } from './sqlite-connection.js';

// Opening is the one step that waits without letting the process go on: it happens once, before anything else works.
const PATIENCE_MS = 5_000;
const PAUSE_MS = 20;

/** Opens what another process holds for a moment: the switch to WAL does not wait by itself. */
export function patiently<Value>(open: () => Value): Value {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      return open();
    } catch (error) {
      if (!isBusy(error) && !isBusy((error as Error).cause)) throw error;
      if (waited >= PATIENCE_MS) throw error;
      Atomics.wait(pause, 0, 0, PAUSE_MS);
    }
  }
}
