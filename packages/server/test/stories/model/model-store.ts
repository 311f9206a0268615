import type { Clock } from '@ait-iap/protocol';
import type { CompiledQuery } from 'kysely';
import { untilAborted } from '../../../src/clock/until-aborted.js';
import type {
  LedgerQueries,
  LedgerStore,
  LedgerTransaction,
  MigrationReport,
  StoreHealth,
  TransactionLimits,
} from '../../../src/ledger/ledger-store.js';
import { LedgerUnavailableError } from '../../../src/ledger/ledger-unavailable-error.js';
import { SCHEMA_VERSION } from '../../../src/ledger/migrations.js';
import { TransactionEndedError } from '../../../src/ledger/transaction-ended-error.js';
import { transactionLimit, withinReadLimit } from '../../../src/ledger/transaction-limit.js';
import type { ProcessLife } from '../backend/process-life.js';
import type { Dice } from '../dice.js';
import { type ModelServer, ModelTransaction } from './model-server.js';
import { modelQueryBuilder } from './query-builder.js';

/** The application's own words inside a transaction. */
export interface ModelTx {
  run(sql: string, ...parameters: unknown[]): Promise<void>;
}

/** What one process reaches the server with. */
export interface ModelStoreOptions {
  readonly server: ModelServer;
  readonly clock: Clock;
  readonly life: ProcessLife;
  /** How long the ways to the server and back take. */
  readonly dice: Dice;
}

/** The ledger of one process on a {@link ModelServer}: every way to the server and back takes time, and can be the last. */
export class ModelStore implements LedgerStore<ModelTx> {
  readonly #options: ModelStoreOptions;

  constructor(options: ModelStoreOptions) {
    this.#options = options;
  }

  async transaction<Result>(
    work: (ledger: LedgerTransaction<ModelTx>) => Promise<Result>,
    limits: TransactionLimits = {},
  ): Promise<Result> {
    const limit = transactionLimit(this.#options.clock, limits);
    const transaction = new ModelTransaction();
    const end = () => this.#options.server.end(transaction);
    this.#options.life.onDeath(end);
    try {
      limit.check();
      await this.#travel();
      const result = await untilAborted(work(this.#lend(transaction)), limit.signal);
      limit.check();
      await this.#commit(transaction);
      return result;
    } finally {
      end();
      limit.end();
    }
  }

  read<Result>(
    work: (ledger: LedgerQueries) => Promise<Result>,
    limits: TransactionLimits = {},
  ): Promise<Result> {
    const { server, clock } = this.#options;
    return withinReadLimit(clock, limits, () =>
      work(this.#session(async (sql, parameters) => server.read(sql, parameters))),
    );
  }

  async migrate(): Promise<MigrationReport> {
    return { applied: [], schemaVersion: SCHEMA_VERSION };
  }

  async health(): Promise<StoreHealth> {
    return { schemaVersion: SCHEMA_VERSION, brokenOrders: 0 };
  }

  async close(): Promise<void> {}

  /** The server decides somewhere between the question and the answer; a process may die on either side of it. */
  async #commit(transaction: ModelTransaction): Promise<void> {
    await this.#travel();
    try {
      this.#options.server.commit(transaction);
    } catch (cause) {
      throw unavailable(cause);
    }
    await this.#travel();
  }

  #lend(transaction: ModelTransaction): LedgerTransaction<ModelTx> {
    const { server } = this.#options;
    const run: Run = async (sql, parameters) => {
      if (transaction.ended) throw new TransactionEndedError();
      return server.run(transaction, sql, parameters);
    };
    const session = this.#session(run);
    return {
      ...session,
      tx: { run: async (sql, ...parameters) => void (await this.#ask(run, sql, parameters)) },
    };
  }

  #session(run: Run): LedgerQueries {
    return {
      sql: modelQueryBuilder,
      skipsLocked: true,
      grantsWithAudit: false,
      query: <Row>({ sql, parameters }: CompiledQuery<Row>) =>
        this.#ask(run, sql, parameters) as Promise<Row[]>,
    };
  }

  async #ask(run: Run, sql: string, parameters: readonly unknown[]): Promise<unknown[]> {
    await this.#travel();
    try {
      const rows = await run(sql, parameters);
      await this.#travel();
      return rows;
    } catch (error) {
      throw error instanceof TransactionEndedError ? error : unavailable(error);
    }
  }

  /** Mostly a moment; now and then the network or the server thinks for a while. */
  #travel(): Promise<void> {
    const { life, dice } = this.#options;
    const slow = dice.roll();
    if (slow < 0.9) return life.sleep(Math.floor(slow * 3));
    return life.sleep(slow < 0.995 ? dice.spread(3, 100) : dice.spread(100, 6_000));
  }
}

type Run = (sql: string, parameters: readonly unknown[]) => Promise<unknown[]>;

function unavailable(cause: unknown): LedgerUnavailableError {
  return new LedgerUnavailableError('Failed to use the ledger: the model refused.', { cause });
}
