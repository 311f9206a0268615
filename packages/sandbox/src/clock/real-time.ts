/** The machine's own time: what a running sandbox clock is driven by. */
export interface RealTime {
  now(): number;
  /** Runs `action` after so many real milliseconds. Returns what cancels it. Keeps no process alive. */
  after(milliseconds: number, action: () => void): () => void;
  /** Resolves after everything that was ready to run has run. */
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

// Taken when the module loads: a test may put fake timers in their place later, and `advance` has to get on regardless.
const {
  setTimeout: startTimeout,
  clearTimeout: stopTimeout,
  setImmediate: immediate,
  MessageChannel,
} = timers;
const dateNow = Date.now;

/** `setTimeout` takes at most 31 bits; a longer wait is planned again when it ends. */
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

/** Not `setTimeout` in a page: it is slowed down to a second there while the page is hidden. */
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
