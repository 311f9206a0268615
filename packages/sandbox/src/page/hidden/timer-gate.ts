/** The timers of a window. */
export interface TimerWindow {
  setTimeout(handler: TimerHandler, ms?: number, ...args: unknown[]): number;
  setInterval(handler: TimerHandler, ms?: number, ...args: unknown[]): number;
  clearTimeout(id?: number): void;
  clearInterval(id?: number): void;
  reportError(error: unknown): void;
}

/** Lets the timers of a page fire, or holds them back. */
export interface TimerGate {
  /** The original functions of the browser, which are never held back. */
  readonly native: Pick<TimerWindow, 'setTimeout' | 'setInterval' | 'clearInterval'>;
  /** A timer that is due waits for the next full second. With `forever` it never fires. */
  holdBack(forever: boolean): void;
  /** Fires the waiting timers now. */
  release(): void;
}

/** How often the timers of a hidden page fire in Chromium, which is the WebView of Android, in milliseconds. */
const HIDDEN_STEP_MS = 1_000;

/**
 * Replaces the timers of a window before a script of the page can keep the original functions. While nothing is held
 * back, the browser fires each timer as usual.
 */
export function gateTimers(window: TimerWindow): TimerGate {
  const native = {
    setTimeout: window.setTimeout.bind(window),
    setInterval: window.setInterval.bind(window),
    clearTimeout: window.clearTimeout.bind(window),
    clearInterval: window.clearInterval.bind(window),
  };
  const waiting = new Map<number, () => void>();
  let heldBack = false;
  let step: number | undefined;

  const gated =
    (start: TimerWindow['setTimeout']) =>
    (handler: TimerHandler, ms?: number, ...args: unknown[]): number => {
      // A string to evaluate: too rare to handle.
      if (typeof handler !== 'function') return start(handler, ms, ...args);
      const act = () => void Reflect.apply(handler, window, args);
      const id = start(() => void (heldBack ? waiting.set(id, act) : act()), ms);
      return id;
    };
  const cleared = (end: TimerWindow['clearTimeout']) => (id?: number) => {
    waiting.delete(Number(id));
    end(id);
  };
  const actNow = () => {
    for (const [id, act] of [...waiting]) if (waiting.delete(id)) reportingThrows(window, act);
  };

  window.setTimeout = gated(native.setTimeout);
  window.setInterval = gated(native.setInterval);
  window.clearTimeout = cleared(native.clearTimeout);
  window.clearInterval = cleared(native.clearInterval);
  return {
    native,
    holdBack(forever) {
      heldBack = true;
      native.clearInterval(step);
      step = forever ? undefined : native.setInterval(actNow, HIDDEN_STEP_MS);
    },
    release() {
      heldBack = false;
      native.clearInterval(step);
      native.setTimeout(actNow, 0);
    },
  };
}

/** If one throws, the others still run, as in the browser. */
export function reportingThrows(window: Pick<TimerWindow, 'reportError'>, act: () => void): void {
  try {
    act();
  } catch (error) {
    window.reportError(error);
  }
}
