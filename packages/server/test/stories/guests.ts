import type { Dice } from './dice.js';
import type { Verdict } from './judge/judge.js';
import type { Testimony } from './judge/testimony.js';
import type { Platform } from './platform/platform.js';
import type { Counts } from './report/counts.js';
import type { Trace } from './report/trace.js';
import type { StoryClock } from './time/story-clock.js';

/** What a chapter lends to its guests. */
export interface Scene {
  readonly clock: StoryClock;
  readonly dice: Dice;
  readonly counts: Counts;
  readonly trace: Trace;
  readonly without: ReadonlySet<string>;
  readonly platform: Platform;
  readonly testimony: Testimony;
  /** Whether anything may go wrong at this moment. */
  readonly troubled: () => boolean;
  /** Sends a request over HTTP to one of the backends. Rejects if it dies over it. */
  handle(request: Request): Promise<Response>;
  /** Calls back if nothing was ever handed over for an order, as far as is committed now. */
  ifNotGranted(orderId: string, then: () => void): void;
  /** Something is wrong, with an order or with none. */
  complain(orderId: string | undefined, what: string): void;
}

/** Who takes part in a chapter beside the callers that it has itself, such as people with phones. */
export interface Guests {
  /** What they do while everything goes wrong. Resolves when it is done. */
  act(): Promise<void>;
  /** They come back once more when everything works, before the quiet days. */
  comeBack(): Promise<void>;
  /** What they find wrong in the end. */
  verdicts(): Promise<Verdict[]>;
}
