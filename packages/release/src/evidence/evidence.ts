import type { Both } from '../text/both.js';

/** `by-hand`: a program cannot see it, so a person has to check it. */
export type Verdict = 'pass' | 'fail' | 'by-hand';

/** A picture of the page, with a caption. */
export interface Screenshot {
  /** The caption. */
  readonly of: Both;
  /** The picture as PNG. */
  readonly png: Uint8Array;
}

/** One row of the review's list. */
export interface EvidenceRow {
  /** The id of the row, such as `paid-and-recovered`. It does not change between versions. */
  readonly id: string;
  /** The requirement of the review. */
  readonly title: Both;
  /** Whether the row has passed. */
  readonly verdict: Verdict;
  /** The observation. */
  readonly seen: Both;
  /** The pictures of the page. */
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
  /** The name of the mini-app. */
  readonly appName: string;
  /** The id of the bundle. */
  readonly deploymentId: string;
  /** The hash of the bundle, in hex. */
  readonly sha256: string;
  /** The rows of the list. */
  readonly rows: readonly EvidenceRow[];
  /** True if no row failed. */
  readonly ok: boolean;
}

/** A row that has passed. */
export const pass = (en: string, ko: string): Seen => ({ verdict: 'pass', seen: { en, ko } });
/** A row that has failed. */
export const fail = (en: string, ko: string): Seen => ({ verdict: 'fail', seen: { en, ko } });
/** A row that a person has to check by hand. */
export const byHand = (en: string, ko: string): Seen => ({ verdict: 'by-hand', seen: { en, ko } });
