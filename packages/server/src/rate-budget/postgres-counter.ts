import type { Pool } from 'pg';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { loadPackage, passOn } from '../errors/package-missing-error.js';
import type { SharedCounter } from './shared-counter.js';

/** Where the counter is kept. */
export interface PostgresCounterOptions {
  readonly pool: Pool;
  readonly name: string;
  readonly tableName: string;
  readonly schemaName: string | undefined;
}

/** A window's row is of no use once the window is over; it is kept for as long as clocks may differ. */
const ROW_SECONDS = 60;
/** The longest a platform's pause is remembered for machines that start later. */
const PAUSE_ROW_SECONDS = 3_600;
/** The limiter compares with a limit of its own; ours differs from window to window. */
const NO_LIMIT = 2 ** 31 - 1;
/** Instants are kept as seconds since 2020, because the limiter's column is a 32-bit integer. */
const EPOCH_MS = Date.UTC(2020, 0, 1);

/** Counts in PostgreSQL with rate-limiter-flexible: one statement a batch, and no lock that outlives it. */
export class PostgresCounter implements SharedCounter {
  readonly #options: PostgresCounterOptions;
  #opening: Promise<RateLimiterPostgres> | undefined;
  #loading: Promise<typeof import('rate-limiter-flexible')> | undefined;

  constructor(options: PostgresCounterOptions) {
    this.#options = options;
  }

  async load(): Promise<void> {
    await this.#package();
  }

  async spend(window: number, count: number): Promise<number> {
    const limiter = await this.#limiter();
    const { consumedPoints } = await limiter.penalty(String(window), count);
    return consumedPoints;
  }

  async pausedUntil(): Promise<number> {
    const limiter = await this.#limiter();
    const pause = await limiter.get('pause');
    return pause === null ? 0 : EPOCH_MS + pause.consumedPoints * 1000;
  }

  async pauseUntil(until: number): Promise<void> {
    const limiter = await this.#limiter();
    if (until <= (await this.pausedUntil())) return;
    await limiter.set('pause', Math.ceil((until - EPOCH_MS) / 1000), PAUSE_ROW_SECONDS);
  }

  /**
   * Opened with the first question, and again if that failed: a database may come up after its application.
   */
  #limiter(): Promise<RateLimiterPostgres> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  #package(): Promise<typeof import('rate-limiter-flexible')> {
    const load = () => import('rate-limiter-flexible').catch(passOn);
    this.#loading ??= loadPackage('rate-limiter-flexible', 'share a rate budget', load);
    return this.#loading;
  }

  async #open(): Promise<RateLimiterPostgres> {
    const { pool, name, tableName, schemaName } = this.#options;
    const { RateLimiterPostgres } = await this.#package();
    return new Promise((resolve, reject) => {
      const limiter = new RateLimiterPostgres(
        {
          storeClient: withoutNames(pool),
          storeType: 'pool',
          keyPrefix: name,
          tableName,
          ...(schemaName !== undefined && { schemaName }),
          points: NO_LIMIT,
          duration: ROW_SECONDS,
        },
        (error?: Error) => (error === undefined ? resolve(limiter) : reject(error)),
      );
    });
  }
}

/**
 * The limiter names its statements, so that a connection prepares each once. Behind a pooler that hands connections out by the
 * transaction the next one does not know the name; a counter is too small for that to be worth the risk.
 */
function withoutNames(pool: Pool): Pick<Pool, 'query'> {
  const query = ({ text, values }: { readonly text: string; readonly values?: unknown[] }) =>
    pool.query(text, values ?? []);
  return { query: query as Pool['query'] };
}
