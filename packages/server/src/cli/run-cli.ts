import { parseArgs } from 'node:util';
import { isIapServerError } from '../errors/iap-server-error.js';
import { auditCommand } from './audit-command.js';
import { forgetUserCommand, markGrantedCommand, redeliverCommand } from './by-hand-commands.js';
import type { Command, CommandInput } from './command.js';
import { compareCommand } from './compare-command.js';
import { doctorCommand } from './doctor-command.js';
import { exportCommand } from './export-command.js';
import { HELP } from './help.js';
import { migrateCommand } from './migrate-command.js';
import { orderCommand, refundsCommand, userCommand } from './order-command.js';

/** Where the command line reads from and writes to. */
export interface CliHost {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['init', { run: (input: CommandInput) => migrateCommand(true, input) }],
  ['migrate', { run: (input: CommandInput) => migrateCommand(false, input) }],
  ['doctor', doctorCommand],
  ['audit', { run: auditCommand }],
  ['order', orderCommand],
  ['user', userCommand],
  ['refunds', refundsCommand],
  ['export', exportCommand],
  ['compare', compareCommand],
  ['mark-granted', markGrantedCommand],
  ['redeliver', redeliverCommand],
  ['forget-user', forgetUserCommand],
]);

/** Runs the command line. Returns the exit code: 0 done, 1 failed, 2 not understood, 3 something was found or refused. */
export async function runCli(args: readonly string[], host: CliHost): Promise<number> {
  const given = readArguments(args);
  if (given === undefined) {
    host.err(HELP);
    return 2;
  }
  if (given === 'help') {
    host.out(HELP);
    return 0;
  }
  const { command, database = host.environment.DATABASE_URL ?? '', ...rest } = given;
  if (database === '' && command.needsDatabase !== false) {
    host.err(
      'Failed to find the ledger: no database is named. Pass --database or set DATABASE_URL. (데이터베이스를 알려주세요.)',
    );
    return 2;
  }
  return run(command, { ...rest, database, environment: host.environment, out: host.out }, host.err);
}

async function run(command: Command, input: CommandInput, err: (line: string) => void): Promise<number> {
  try {
    return await command.run(input);
  } catch (error) {
    // Errors of this package never contain a connection string. Other errors may.
    const message = isIapServerError(error) ? error.message : 'Failed to use the ledger: unexpected.';
    if (input.json) input.out(JSON.stringify({ error: message }));
    else err(message);
    return 1;
  }
}

interface GivenArguments extends Pick<CommandInput, 'json' | 'words' | 'given' | 'flags'> {
  readonly command: Command;
  readonly database: string | undefined;
}

const COMMON = {
  database: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function readArguments(args: readonly string[]): GivenArguments | 'help' | undefined {
  if (args.includes('--help') || args.includes('-h')) return 'help';
  const place = args.findIndex((arg) => COMMANDS.has(arg));
  const command = COMMANDS.get(args[place] ?? '');
  if (command === undefined) return undefined;
  const others = args.toSpliced(place, 1);
  try {
    const options = { ...command.options, ...COMMON };
    const { values, positionals } = parseArgs({ args: others, allowPositionals: true, options });
    if (positionals.length !== (command.takes?.length ?? 0)) return undefined;
    const { database, json, ...own } = values as Record<string, string | boolean | undefined>;
    return {
      command,
      database: textOf(database),
      json: json === true,
      words: positionals,
      given: Object.fromEntries(Object.entries(own).map(([key, value]) => [key, textOf(value)])),
      flags: Object.fromEntries(Object.entries(own).map(([key, value]) => [key, value === true])),
    };
  } catch {
    return undefined;
  }
}

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
