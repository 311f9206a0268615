import type { Both } from '../text/both.js';

/** `by-hand`: a program cannot see it, so a person has to check it. */
export type Verdict = 'pass' | 'fail' | 'by-hand';

/** A picture of the page, with a caption. */
export interface Screenshot {
  readonly of: Both;
  readonly png: Uint8Array;
}

/** One row of the review's list. */
export interface EvidenceRow {
  /** The id of the row, such as `paid-and-recovered`. It does not change between versions. */
  readonly id: string;
  /** The requirement of the review. */
  readonly title: Both;
  readonly verdict: Verdict;
  /** The observation. */
  readonly seen: Both;
  readonly pictures: readonly Screenshot[];
  /** The sandbox's events of the order during the scenario, one per line. */
  readonly timeline: readonly string[];
}

/** The result of a scenario. The runner adds the rest. */
export interface Seen {
  readonly verdict: Verdict;
  readonly seen: Both;
}

/** The whole list, for one bundle. */
export interface Evidence {
  readonly appName: string;
  readonly deploymentId: string;
  /** The hash of the bundle, in hex. */
  readonly sha256: string;
  readonly rows: readonly EvidenceRow[];
  /** True if no row failed. */
  readonly ok: boolean;
}

export const pass = (en: string, ko: string): Seen => ({ verdict: 'pass', seen: { en, ko } });
export const fail = (en: string, ko: string): Seen => ({ verdict: 'fail', seen: { en, ko } });
export const byHand = (en: string, ko: string): Seen => ({ verdict: 'by-hand', seen: { en, ko } });
