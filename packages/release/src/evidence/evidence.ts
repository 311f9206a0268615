import type { Both } from '../text/both.js';

/** `by-hand` is what a program cannot see: a person looks, and ticks it off. */
export type Verdict = 'pass' | 'fail' | 'by-hand';

/** A picture of the page, and what it shows. */
export interface Screenshot {
  readonly of: Both;
  readonly png: Uint8Array;
}

/** One row of the review's list. */
export interface EvidenceRow {
  /** Stable between versions, such as `paid-and-recovered`. */
  readonly id: string;
  /** What the review asks for. */
  readonly title: Both;
  readonly verdict: Verdict;
  /** What was seen. */
  readonly seen: Both;
  readonly pictures: readonly Screenshot[];
  /** What the sandbox wrote down of the order meanwhile, a line each. */
  readonly timeline: readonly string[];
}

/** What a scenario says of itself; the rest is added by whoever runs it. */
export interface Seen {
  readonly verdict: Verdict;
  readonly seen: Both;
}

/** The whole list, for one bundle. */
export interface Evidence {
  readonly appName: string;
  readonly deploymentId: string;
  /** Of the bundle, in hex. */
  readonly sha256: string;
  readonly rows: readonly EvidenceRow[];
  /** Whether no row failed. */
  readonly ok: boolean;
}

export const pass = (en: string, ko: string): Seen => ({ verdict: 'pass', seen: { en, ko } });
export const fail = (en: string, ko: string): Seen => ({ verdict: 'fail', seen: { en, ko } });
export const byHand = (en: string, ko: string): Seen => ({ verdict: 'by-hand', seen: { en, ko } });
