/** The machine's own time, which drives a running sandbox clock. */
export interface RealTime {
  /** Milliseconds since 1970 on the machine's clock. */
  now(): number;
  /**
   * Runs `action` after a number of real milliseconds. Returns a function that cancels it. Does not keep the process
   * alive.
   */
  after(milliseconds: number, action: () => void): () => void;
  /** Resolves after everything that is ready to run has run. */
  turn(): Promise<void>;
}

interface Timers {
  setTimeout(action: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
  setImmediate?(action: () => void): unknown;
  MessageChannel?: new () => {
    port1: { onmessage: (() => void) | null; close(): void };
    port2: { postMessage(message: unknown): void };
  };
}

const timers = globalThis as unknown as Timers;

// Kept when the module loads, because a test may install fake timers later and `advance` has to work anyway.
const {
  setTimeout: startTimeout,
  clearTimeout: stopTimeout,
  setImmediate: immediate,
  MessageChannel,
} = timers;
const dateNow = Date.now;

/** `setTimeout` accepts at most 31 bits. A longer wait is planned again when the timer fires. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** Reads and waits on the machine. */
export const machineTime: RealTime = {
  now: () => dateNow(),
  after(milliseconds, action) {
    const delay = Math.min(Math.max(0, Math.ceil(milliseconds)), LONGEST_TIMEOUT_MS);
    const timer = startTimeout.call(globalThis, action, delay);
    (timer as { unref?: () => void }).unref?.();
    return () => stopTimeout.call(globalThis, timer);
  },
  turn: () => new Promise((resolve) => afterThisTurn(resolve)),
};

/** Not `setTimeout` in a page, where it is slowed down to one second while the page is hidden. */
function afterThisTurn(action: () => void): void {
  if (immediate !== undefined) {
    immediate.call(globalThis, action);
  } else if (MessageChannel !== undefined) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      action();
    };
    port2.postMessage(undefined);
  } else {
    startTimeout.call(globalThis, action, 0);
  }
}
