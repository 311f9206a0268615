import { beforeEach, describe, expect, it } from 'vitest';
import { gateTimers, type TimerGate, type TimerWindow } from './timer-gate.js';

interface Timer {
  at: number;
  readonly every?: number;
  readonly run: () => void;
}

/** The timers of a browser, over a clock that a test moves. */
class ClockedWindow implements TimerWindow {
  readonly evaluated: string[] = [];
  readonly reported: unknown[] = [];
  readonly #timers = new Map<number, Timer>();
  #now = 0;
  #ids = 0;

  setTimeout(handler: TimerHandler, ms = 0, ..._: unknown[]): number {
    return this.#add({ at: this.#now + ms, run: this.#actOf(handler) });
  }
  setInterval(handler: TimerHandler, ms = 0): number {
    return this.#add({ at: this.#now + ms, every: ms, run: this.#actOf(handler) });
  }
  clearTimeout(id?: number): void {
    this.#timers.delete(Number(id));
  }
  clearInterval(id?: number): void {
    this.#timers.delete(Number(id));
  }
  reportError(error: unknown): void {
    this.reported.push(error);
  }
  get running(): number {
    return this.#timers.size;
  }
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [due] = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (due === undefined) break;
      const [id, timer] = due;
      this.#now = timer.at;
      if (timer.every === undefined) this.#timers.delete(id);
      else timer.at += timer.every;
      timer.run();
    }
    this.#now = end;
  }

  #add(timer: Timer): number {
    this.#ids += 1;
    this.#timers.set(this.#ids, timer);
    return this.#ids;
  }
  #actOf(handler: TimerHandler): () => void {
    if (typeof handler === 'function') return () => void handler();
    return () => void this.evaluated.push(handler);
  }
}

let window: ClockedWindow;
let gate: TimerGate;
let seen: unknown[];
beforeEach(() => {
  window = new ClockedWindow();
  gate = gateTimers(window);
  seen = [];
});
const note = (word: string) => () => void seen.push(word);

describe('the timers of a visible page', () => {
  it('fire when they are due, and an interval again and again', () => {
    window.setTimeout(note('once'), 30);
    window.setInterval(note('again'), 20);
    window.advance(45);
    expect(seen).toEqual(['again', 'once', 'again']);
  });

  it('get their arguments and the window, as from the browser', () => {
    function kept(this: unknown, ...args: unknown[]) {
      seen.push(this === window, ...args);
    }
    window.setTimeout(kept, 10, 'an', 'argument');
    window.advance(10);
    expect(seen).toEqual([true, 'an', 'argument']);
  });

  it('may be a text, which the browser evaluates', () => {
    expect(window.setTimeout('shop.open()', 10)).toBeGreaterThan(0);
    window.advance(10);
    expect(window.evaluated).toEqual(['shop.open()']);
  });

  it('do not fire once they are cleared', () => {
    window.clearTimeout(window.setTimeout(note('once'), 30));
    window.clearInterval(window.setInterval(note('again'), 20));
    window.advance(100);
    expect(seen).toEqual([]);
  });
});

describe('the timers of a hidden page', () => {
  beforeEach(() => gate.holdBack(false));

  it.each(['setTimeout', 'setInterval'] as const)('wait for the next full second: %s', (start) => {
    window[start](note('fired'), 400);
    window.advance(999);
    expect(seen).toEqual([]);
    window.advance(1);
    expect(seen).toEqual(['fired']);
  });

  it('fire once a second, however often they were due, and a timeout only once', () => {
    window.setInterval(note('again'), 10);
    window.setTimeout(note('once'), 10);
    window.advance(3_000);
    expect(seen).toEqual(['again', 'once', 'again', 'again']);
  });

  it('keep their arguments and the window while they wait', () => {
    function kept(this: unknown, ...args: unknown[]) {
      seen.push(this === window, ...args);
    }
    window.setTimeout(kept, 10, 'an', 'argument');
    window.advance(1_000);
    expect(seen).toEqual([true, 'an', 'argument']);
  });

  it('do not fire once they are cleared, by a timer of the same second either', () => {
    const waiting = window.setInterval(note('cleared while it waited'), 10);
    window.advance(20);
    window.clearInterval(waiting);
    window.setTimeout(() => window.clearTimeout(later), 10);
    const later = window.setTimeout(note('cleared by another one'), 20);
    window.advance(2_000);
    expect(seen).toEqual([]);
  });

  it('do not stop one another by throwing, and the page hears of the error', () => {
    const error = new Error('of the page');
    window.setTimeout(() => {
      throw error;
    }, 10);
    window.setTimeout(note('the other'), 20);
    window.advance(1_000);
    expect(seen).toEqual(['the other']);
    expect(window.reported).toEqual([error]);
  });

  it('fire when the page is shown again, each in its own turn, and then as before', () => {
    window.setTimeout(note('waited'), 10);
    window.advance(500);
    gate.release();
    expect(seen).toEqual([]);
    window.advance(0);
    expect(seen).toEqual(['waited']);
    window.setTimeout(note('soon'), 10);
    window.advance(10);
    expect(seen).toEqual(['waited', 'soon']);
  });

  it('leave nothing running when the page is shown again', () => {
    gate.release();
    window.advance(0);
    expect(window.running).toBe(0);
  });

  it('never fire once the page has ended, not even those that waited', () => {
    window.setTimeout(note('waited'), 10);
    window.setInterval(note('again'), 10);
    window.advance(500);
    gate.holdBack(true);
    window.advance(600_000);
    expect(seen).toEqual([]);
  });

  it('are not those of the sandbox itself, which go on', () => {
    const id = gate.native.setInterval(note('sandbox'), 100);
    window.advance(250);
    gate.native.clearInterval(id);
    window.advance(250);
    expect(seen).toEqual(['sandbox', 'sandbox']);
  });
});
