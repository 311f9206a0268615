import { isBusy } from './sqlite-connection.js';

// Opening is the only step that blocks the process while it waits. It happens once, before anything else works.
const PATIENCE_MS = 5_000;
const PAUSE_MS = 20;

/** Retries while another process holds the file for a moment. The switch to WAL does not wait by itself. */
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
