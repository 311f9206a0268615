import type { Clock } from '@ait-iap/protocol';
import { inTime } from '../clock/in-time.js';
import type { LedgerQueries, LedgerStore, StoreHealth, TransactionLimits } from './ledger-store.js';
import { LedgerTimeoutError } from './ledger-timeout-error.js';
import { RollingAudit } from './rolling-audit.js';
import { assertSchema, type SchemaState } from './schema-state.js';

/** How long a health check may take, in milliseconds: less than what a load balancer waits for. */
export const HEALTH_LIMIT_MS = 3_000;

/** What a health check needs of a store. */
export interface HealthProbes {
  /** Reads the state of the tables in the database now. */
  schema(limits: TransactionLimits): Promise<SchemaState>;
  readonly store: Pick<LedgerStore<unknown>, 'transaction' | 'read'>;
}

/**
 * Finds out whether grants can be written: reads the version of the tables, commits a small write, and checks some
 * orders. It is the same for every store. It answers within {@link HEALTH_LIMIT_MS}, even if the database hangs. A call
 * during a running check gets the answer of that check.
 */
export class HealthCheck {
  readonly #clock: Clock;
  readonly #probes: HealthProbes;
  readonly #audit = new RollingAudit();
  #running: Promise<StoreHealth> | undefined;

  constructor(clock: Clock, probes: HealthProbes) {
    this.#clock = clock;
    this.#probes = probes;
  }

  run(): Promise<StoreHealth> {
    this.#running ??= this.#check().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  #check(): Promise<StoreHealth> {
    const why = `its health check got no answer in ${HEALTH_LIMIT_MS / 1_000} s`;
    return inTime(
      { clock: this.#clock, milliseconds: HEALTH_LIMIT_MS, reason: () => new LedgerTimeoutError(why) },
      ({ signal }) => this.#look(signal),
    );
  }

  async #look(signal: AbortSignal): Promise<StoreHealth> {
    const { schema, store } = this.#probes;
    const limits = { signal, timeoutMs: HEALTH_LIMIT_MS };
    const found = await schema(limits);
    assertSchema(found);
    await store.transaction(touch, limits);
    return {
      schemaVersion: found.version,
      brokenOrders: await store.read((ledger) => this.#audit.step(ledger), limits),
    };
  }
}

/** Changes nothing but has to reach the disk, so a full disk or a read-only database shows here. */
async function touch(ledger: LedgerQueries): Promise<void> {
  const query = ledger.sql
    .updateTable('ait_iap_migrations')
    .set((eb) => ({ applied_at: eb.ref('applied_at') }))
    .where('version', '=', 1)
    .compile();
  await ledger.query(query);
}
