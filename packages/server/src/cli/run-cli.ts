import { parseArgs } from 'node:util';
import { isIapServerError } from '../errors/iap-server-error.js';
import { auditCommand } from './audit-command.js';
import type { Command } from './command.js';
import { migrateCommand } from './migrate-command.js';

/** Where the command line reads from and writes to. */
export interface CliHost {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['init', (input) => migrateCommand(true, input)],
  ['migrate', (input) => migrateCommand(false, input)],
  ['audit', auditCommand],
]);

const HELP = `ait-iap-server: the ledger of a partner backend (파트너 백엔드의 원장)

  npx ait-iap-server init    --database <url or file>   Creates the ledger, once. (원장을 처음 만들어요)
  npx ait-iap-server migrate --database <url or file>   Brings its tables up to date, and creates no
                                                        SQLite file. (테이블을 최신으로 바꿔요)
  npx ait-iap-server audit   --database <url or file>   Checks what always holds for a ledger, and
                                                        changes nothing. (원장이 온전한지 확인해요)

  --database  postgres://… for PostgreSQL, or the path of a SQLite file.
              Without it: the environment variable DATABASE_URL.
  --json      Answers in JSON.
  --help      Shows this.

init and migrate are safe to run twice, and by several machines at once: each step is applied once.
(여러 번, 여러 대에서 동시에 실행해도 안전해요.)

Exit codes: 0 done, 1 failed, 2 not understood, 3 audit has found something.`;

/** Runs the command line. Gives the exit code: 0 done, 1 failed, 2 not understood, 3 the audit has found something. */
export async function runCli(args: readonly string[], host: CliHost): Promise<number> {
  const given = readArguments(args);
  if (given === undefined) {
    host.err(HELP);
    return 2;
  }
  if (given.command === 'help') {
    host.out(HELP);
    return 0;
  }
  const database = given.database ?? host.environment.DATABASE_URL;
  if (database === undefined || database === '') {
    host.err(
      'Failed to find the ledger: no database is named. Pass --database or set DATABASE_URL. (데이터베이스를 알려주세요.)',
    );
    return 2;
  }
  return run(given.command, { database, json: given.json }, host);
}

async function run(
  command: Command,
  { database, json }: { readonly database: string; readonly json: boolean },
  { out, err }: CliHost,
): Promise<number> {
  try {
    return await command({ database, json, out });
  } catch (error) {
    // Ours never hold a connection string; whatever else it is may.
    const message = isIapServerError(error) ? error.message : 'Failed to use the ledger: unexpected.';
    if (json) out(JSON.stringify({ error: message }));
    else err(message);
    return 1;
  }
}

interface GivenArguments {
  readonly command: Command | 'help';
  readonly database: string | undefined;
  readonly json: boolean;
}

function readArguments(args: readonly string[]): GivenArguments | undefined {
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
    const command = values.help ? 'help' : COMMANDS.get(positionals[0] ?? '');
    if (command === undefined || (command !== 'help' && positionals.length !== 1)) return undefined;
    return { command, database: values.database, json: values.json };
  } catch {
    return undefined;
  }
}
