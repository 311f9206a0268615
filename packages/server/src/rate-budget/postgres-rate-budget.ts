import type { Clock } from '@ait-iap/protocol';
import type { Pool } from 'pg';
import { systemClock } from '../clock/system-clock.js';
import { errorListener } from '../listeners/error-listener.js';
import { partnerOptions } from '../options/partner-options.js';
import { readPerMinute } from './per-minute.js';
import { PostgresCounter } from './postgres-counter.js';
import type { RateBudget } from './rate-budget.js';
import { SharedRateBudget } from './shared-rate-budget.js';

/** Options of {@link postgresRateBudget}. */
export interface PostgresRateBudgetOptions {
  /**
   * Requests a minute of all machines together, from 1 to 1,000,000.
   *
   * @defaultValue 3000, what the platform allows one mini-app
   */
  readonly perMinute?: number | undefined;
  /**
   * The name of the budget. Use one name for each mini-app that shares the database.
   *
   * @defaultValue 'partner-api'
   */
  readonly name?: string | undefined;
  /** The table of the counter, which is created if it is missing. @defaultValue 'ait_iap_rate_budget' */
  readonly tableName?: string | undefined;
  /** The schema of the table. @defaultValue the first of the connection's search path */
  readonly schemaName?: string | undefined;
  /**
   * The clock that decides in which window a request falls, in place of the time of the database. It is for tests: all
   * machines have to use the same one.
   *
   * @defaultValue the time of the database, so that the machines' own clocks may be wrong
   */
  readonly clock?: Clock | undefined;
  /**
   * Called when the database cannot be reached. Then interactive calls are let through, and background calls wait.
   *
   * @defaultValue `console.error`
   */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/**
 * A rate budget that several machines share through PostgreSQL: never more than `perMinute` requests of all machines in
 * any minute, in windows of an eighth of a second. Interactive calls go first. It costs one statement for up to eight
 * requests.
 *
 * @param pool - your `pg` pool; `close()` does not end it
 * @throws PartnerInputError if an option is invalid
 */
export function postgresRateBudget(pool: Pool, options: PostgresRateBudgetOptions = {}): RateBudget {
  partnerOptions.requireMethods('pool', pool, ['query', 'connect'], 'Pass a Pool of pg.');
  partnerOptions.optionalClock(options.clock);
  partnerOptions.optionalFunction('onError', options.onError);
  for (const field of ['name', 'tableName', 'schemaName'] as const) {
    partnerOptions.optionalText(field, options[field]);
  }
  const { clock = systemClock, name = 'partner-api' } = options;
  const { tableName = 'ait_iap_rate_budget', schemaName } = options;
  const counter = new PostgresCounter({ pool, name, tableName, schemaName, clock });
  return new SharedRateBudget({
    counter,
    perMinute: readPerMinute(options.perMinute),
    clock,
    tellTime: options.clock === undefined ? () => counter.time() : undefined,
    onError: errorListener(options.onError),
  });
}
