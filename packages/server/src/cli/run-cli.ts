import { parseArgs } from 'node:util';
import { isIapServerError } from '../errors/iap-server-error.js';
import { migrateDatabase } from './migrate-database.js';

/** Where the command line reads from and writes to. */
export interface CliHost {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

const HELP = `ait-iap-server migrate: prepares the ledger's tables (원장 테이블을 준비해요)

  npx ait-iap-server migrate [--database <url or file>] [--json]

  --database  postgres://… for PostgreSQL, or the path of a SQLite file.
              Without it: the environment variable DATABASE_URL.
  --json      Answers in JSON.
  --help      Shows this.

Safe to run twice, and by several machines at once: each step is applied once.
(여러 번, 여러 대에서 동시에 실행해도 안전해요.)`;

/** Runs the command line. Gives the exit code: 0 done, 1 failed, 2 not understood. */
export async function runCli(args: readonly string[], host: CliHost): Promise<number> {
  const command = readArguments(args);
  if (command === undefined) {
    host.err(HELP);
    return 2;
  }
  if (command.help) {
    host.out(HELP);
    return 0;
  }
  const database = command.database ?? host.environment.DATABASE_URL;
  if (database === undefined || database === '') {
    host.err(
      'Failed to migrate: no database is named. Pass --database or set DATABASE_URL. (데이터베이스를 알려주세요.)',
    );
    return 2;
  }
  return migrate(database, command.json, host);
}

async function migrate(database: string, json: boolean, { out, err }: CliHost): Promise<number> {
  try {
    const { applied, schemaVersion } = await migrateDatabase(database);
    if (json) out(JSON.stringify({ applied, schemaVersion }));
    else if (applied.length === 0) out(`Nothing to do: version ${schemaVersion}. (이미 최신이에요.)`);
    else
      out(`Applied ${applied.join(', ')}: version ${schemaVersion}. (${applied.length}단계를 적용했어요.)`);
    return 0;
  } catch (error) {
    // Ours never hold a connection string; whatever else it is may.
    const message = isIapServerError(error) ? error.message : 'Failed to migrate: unexpected.';
    if (json) out(JSON.stringify({ error: message }));
    else err(message);
    return 1;
  }
}

interface Command {
  readonly database: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
}

function readArguments(args: readonly string[]): Command | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        database: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const { database, json, help } = values;
    if (!help && (positionals.length !== 1 || positionals[0] !== 'migrate')) return undefined;
    return { database, json, help };
  } catch {
    return undefined;
  }
}
