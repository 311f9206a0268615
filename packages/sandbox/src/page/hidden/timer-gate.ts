/** The timers of a window. */
export interface TimerWindow {
  setTimeout(handler: TimerHandler, ms?: number, ...args: unknown[]): number;
  setInterval(handler: TimerHandler, ms?: number, ...args: unknown[]): number;
  clearTimeout(id?: number): void;
  clearInterval(id?: number): void;
  reportError(error: unknown): void;
}

/** Lets the timers of a page through, or holds them. */
export interface TimerGate {
  /** The browser's own, which no gate holds. */
  readonly native: Pick<TimerWindow, 'setTimeout' | 'setInterval' | 'clearInterval'>;
  /** What falls due waits for the next full second; if `forever`, it is never done. */
  hold(forever: boolean): void;
  /** What waits is done now. */
  release(): void;
}

/** So often a hidden page of Chromium, which is the WebView of Android, gets to do what fell due. */
const HIDDEN_STEP_MS = 1_000;

/**
 * Takes the place of the timers of a window, before a page can have kept one of them. While nothing is held each is done
 * by the browser when it falls due, as before.
 */
export function gateTimers(window: TimerWindow): TimerGate {
  const native = {
    setTimeout: window.setTimeout.bind(window),
    setInterval: window.setInterval.bind(window),
    clearTimeout: window.clearTimeout.bind(window),
    clearInterval: window.clearInterval.bind(window),
  };
  const waiting = new Map<number, () => void>();
  let held = false;
  let step: number | undefined;

  const gated =
    (start: TimerWindow['setTimeout']) =>
    (handler: TimerHandler, ms?: number, ...args: unknown[]): number => {
      // A text to be evaluated: so rare that it may pass.
      if (typeof handler !== 'function') return start(handler, ms, ...args);
      const act = () => void Reflect.apply(handler, window, args);
      const id = start(() => void (held ? waiting.set(id, act) : act()), ms);
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
    hold(forever) {
      held = true;
      native.clearInterval(step);
      step = forever ? undefined : native.setInterval(actNow, HIDDEN_STEP_MS);
    },
    release() {
      held = false;
      native.clearInterval(step);
      native.setTimeout(actNow, 0);
    },
  };
}

/** One that throws does not keep the others from being done, as in the browser. */
export function reportingThrows(window: Pick<TimerWindow, 'reportError'>, act: () => void): void {
  try {
    act();
  } catch (error) {
    window.reportError(error);
  }
}
