import { type Clock, MAX_RETRY_AFTER_SECONDS } from '@ait-iap/protocol';
import type { Pool, QueryResult } from 'pg';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { inTime } from '../clock/in-time.js';
import { loadPackage, passOn } from '../errors/package-missing-error.js';
import { queryOnce } from '../postgres/borrow-client.js';
import type { SharedCounter } from './shared-counter.js';

/** Where the counter is stored. */
export interface PostgresCounterOptions {
  readonly pool: Pool;
  readonly name: string;
  readonly tableName: string;
  readonly schemaName: string | undefined;
  readonly clock: Clock;
}

/**
 * The row of a window is useless after its window. The limiter decides by the machine's clock when a row is over, and
 * then starts it again at 0. So a row is kept longer than the clocks of machines may differ.
 */
const ROW_SECONDS = 600;
/** How long a pause of the platform is stored at most, for machines that start later. */
const PAUSE_ROW_SECONDS = 3_600;
/** The limiter has one fixed limit, but the limit here differs from window to window. */
const NO_LIMIT = 2 ** 31 - 1;
/** Times are stored as seconds since 2020, because the limiter's column is a 32-bit integer. */
const EPOCH_MS = Date.UTC(2020, 0, 1);

/** Counts in PostgreSQL with rate-limiter-flexible: one statement for each batch, and no lock after it. */
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

  /** Reads the time of the server, in milliseconds since 1970. */
  async time(): Promise<number> {
    const { rows } = await ask(
      this.#options,
      'select extract(epoch from clock_timestamp()) * 1000 as now',
      [],
    );
    const [row] = rows as { readonly now: unknown }[];
    return Number(row?.now);
  }

  async pauseUntil(until: number): Promise<void> {
    const limiter = await this.#limiter();
    const known = await this.pausedUntil();
    // One that is far in the future comes from a clock that was wrong, and does not count.
    if (until <= known && known - until < MAX_RETRY_AFTER_SECONDS * 1_000) return;
    await limiter.set('pause', Math.ceil((until - EPOCH_MS) / 1000), PAUSE_ROW_SECONDS);
  }

  /** Opened with the first call, and again if that failed, because a database may start after its application. */
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
    const { name, tableName, schemaName } = this.#options;
    const { RateLimiterPostgres } = await this.#package();
    return new Promise((resolve, reject) => {
      const limiter = new RateLimiterPostgres(
        {
          storeClient: withoutNames(this.#options),
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

// Longer than a call waits for the counter, because creating the table may take a moment.
const STATEMENT_MS = 5_000;

/**
 * Runs one statement in its time. A network that falls silent would otherwise keep the connection of each, and the pool,
 * which may be that of the ledger too, would have none left.
 */
function ask(
  { pool, clock }: Pick<PostgresCounterOptions, 'pool' | 'clock'>,
  text: string,
  values: unknown[],
): Promise<QueryResult> {
  const reason = () =>
    new Error(`The shared rate budget got no answer from the database in ${STATEMENT_MS} ms.`);
  return inTime({ clock, milliseconds: STATEMENT_MS, reason }, ({ signal }) =>
    queryOnce(pool, signal, (client) => client.query(text, values)),
  );
}

/**
 * The limiter names its statements, so that a connection prepares each once. Behind a pooler in transaction mode the
 * next connection does not know the name. For a counter the gain is too small for that risk.
 */
function withoutNames(options: PostgresCounterOptions): Pick<Pool, 'query'> {
  const query = ({ text, values }: { readonly text: string; readonly values?: unknown[] }) =>
    ask(options, text, values ?? []);
  return { query: query as unknown as Pool['query'] };
}
