import type { Clock } from '@ait-iap/protocol';
import type { Pool } from 'pg';
import { systemClock } from '../clock/system-clock.js';
import { partnerOptions } from '../options/partner-options.js';
import { readPerMinute } from './per-minute.js';
import { PostgresCounter } from './postgres-counter.js';
import type { RateBudget } from './rate-budget.js';
import { SharedRateBudget } from './shared-rate-budget.js';

/** How a budget that several machines share is measured. */
export interface PostgresRateBudgetOptions {
  /**
   * Requests a minute of all machines together, from 1 to 1,000,000.
   *
   * @defaultValue 3000, what the platform allows one mini-app
   */
  readonly perMinute?: number | undefined;
  /**
   * Which budget it is: one for each mini-app that shares the database.
   *
   * @defaultValue 'partner-api'
   */
  readonly name?: string | undefined;
  /** @defaultValue 'ait_iap_rate_budget', which is created when it is missing */
  readonly tableName?: string | undefined;
  /** The schema of the table. @defaultValue the first of the connection's search path */
  readonly schemaName?: string | undefined;
  /**
   * Says in which window a request falls. The machines' clocks should agree to within a second, as NTP keeps them.
   *
   * @defaultValue the machine's clock
   */
  readonly clock?: Clock | undefined;
  /**
   * Told when the database cannot be reached. Interactive calls are let through then, background calls wait.
   */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/**
 * A budget that several machines share through PostgreSQL: never more than `perMinute` requests in any minute
 * of all of them together, in windows of an eighth of a second; interactive calls first. Costs one statement
 * for up to eight requests.
 *
 * @param pool - a `pg` pool; it stays the caller's, and `close()` does not end it
 * @throws PartnerInputError if an option cannot be what it should be
 */
export function postgresRateBudget(pool: Pool, options: PostgresRateBudgetOptions = {}): RateBudget {
  partnerOptions.requireMethods('pool', pool, ['query'], 'Pass a Pool of pg.');
  partnerOptions.optionalClock(options.clock);
  partnerOptions.optionalFunction('onError', options.onError);
  for (const field of ['name', 'tableName', 'schemaName'] as const) {
    partnerOptions.optionalText(field, options[field]);
  }
  const { clock = systemClock, name = 'partner-api', onError = () => {} } = options;
  const { tableName = 'ait_iap_rate_budget', schemaName } = options;
  return new SharedRateBudget({
    counter: new PostgresCounter({ pool, name, tableName, schemaName }),
    perMinute: readPerMinute(options.perMinute),
    clock,
    onError,
  });
}
