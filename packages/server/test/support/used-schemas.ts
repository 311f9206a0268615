import { DatabaseError, Pool } from 'pg';
import type { PostgresServer } from './postgres-server.js';

/** A schema with its tables, and the application's connections to it. */
export interface MadeSchema {
  readonly connectionString: string;
  readonly pool: Pool;
  /** All but the steps of the ledger. */
  readonly tables: readonly string[];
  /** Its relations and the steps of its ledger, as the catalogue has them. Any ALTER, CREATE or DROP changes it. */
  readonly shape: string;
  /** How many tests have had it. */
  readonly uses: number;
}

/** Each line of the catalogue is a new version after a change, so that their versions tell of any. */
const SHAPE = `select
  array_agg(format('%I.%I', nspname, relname)) filter (where relkind = 'r' and relname <> 'ait_iap_migrations') as tables,
  string_agg(pg_class.oid || ':' || pg_class.xmin, ' ' order by pg_class.oid) as relations
from pg_class join pg_namespace on pg_namespace.oid = relnamespace where nspname = $1`;

const steps = (schema: string) =>
  `select string_agg(to_jsonb(step)::text, ' ' order by version) as steps from ${schema}.ait_iap_migrations step`;

/** Nothing vacuums: what was deleted stays in the tables, and is read again with each scan. */
const MOST_USES = 50;

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * The schemas of tests that are over, emptied for the next test: making the tables and the connections again would take
 * fifty times as long. A schema that its test has altered, or that something still works in, is not used again.
 */
export class UsedSchemas {
  readonly #server: PostgresServer;
  readonly #connections: number;
  readonly #waiting: MadeSchema[] = [];

  constructor(server: PostgresServer, connections: number) {
    this.#server = server;
    this.#connections = connections;
    server.beforeStop(async () => {
      await Promise.all(this.#waiting.map(({ pool }) => pool.end()));
    });
  }

  /** An empty schema that is as `make` leaves it. */
  async take(make: (pool: Pool) => Promise<void>): Promise<MadeSchema> {
    for (let schema = this.#waiting.shift(); schema !== undefined; schema = this.#waiting.shift()) {
      const { shape } = await this.#look(schema.connectionString);
      if (shape === schema.shape && (await this.#empty(schema))) return { ...schema, uses: schema.uses + 1 };
      await schema.pool.end();
    }
    const connectionString = await this.#server.newSchema();
    const pool = new Pool({ connectionString, max: this.#connections });
    await make(pool);
    return { connectionString, pool, uses: 1, ...(await this.#look(connectionString)) };
  }

  async giveBack(schema: MadeSchema): Promise<void> {
    const { idleCount, totalCount, waitingCount } = schema.pool;
    const isAtRest = idleCount === totalCount && waitingCount === 0;
    if (isAtRest && schema.uses < MOST_USES) this.#waiting.push(schema);
    else await schema.pool.end();
  }

  async #look(connectionString: string): Promise<Pick<MadeSchema, 'tables' | 'shape'>> {
    const name = schemaOf(connectionString);
    const [found] = await this.#server.query<{ tables: string[]; relations: string }>(SHAPE, [name]);
    const [ledger] = await this.#server.query<{ steps: string }>(steps(name));
    return { tables: found?.tables ?? [], shape: `${found?.relations} ${ledger?.steps}` };
  }

  /** Tells whether it could: not while a transaction that has touched it goes on. */
  async #empty({ tables }: MadeSchema): Promise<boolean> {
    const lock = `lock table ${tables.join(', ')} in access exclusive mode nowait`;
    try {
      await this.#server.query([lock, ...tables.map((table) => `delete from ${table}`)].join('; '));
      return true;
    } catch (error) {
      if (error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE) return false;
      throw error;
    }
  }
}

function schemaOf(connectionString: string): string {
  const options = new URL(connectionString).searchParams.get('options') ?? '';
  return options.replace('-c search_path=', '');
}
