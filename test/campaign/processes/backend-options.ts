import type { Pace } from './paced-clock.js';

/** The options of a campaign's backend: JSON on its command line. */
export interface BackendOptions {
  /** The path of a SQLite file, or a connection string of PostgreSQL. */
  readonly database: string;
  readonly partnerUrl: string;
  /** The folder with `client.crt`, `client.key` and `ca.crt`. */
  readonly certificates: string;
  readonly pace: Pace;
  /** By how many milliseconds the machine's clock is wrong. */
  readonly wrongBy: number;
  /** How likely `onGrant` and `onRevoke` throw, before or after they have written. */
  readonly throws: number;
}

/** Told whom a request is from. In a real shop it is a session. */
export const SESSION_HEADER = 'x-session';
