import { parseArgs } from 'node:util';
import { nearestWord } from '@ait-iap/protocol';
import { errorCodes } from '../errors/error-codes.js';
import { isIapServerError } from '../errors/iap-server-error.js';
import { redactText } from '../errors/redact.js';
import { problemOfAddress } from '../options/database-address.js';
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
export interface CliContext {
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
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    context.out(HELP);
    return 0;
  }
  const given = readArguments(args);
  if (typeof given === 'string') {
    context.err(HELP);
    // Last, because the help is longer than a screen.
    context.err(
      `\nFailed to understand the command: ${given.replace(/[^?]$/, '$&.')} (명령을 이해하지 못했어요. 위의 도움말을 봐 주세요.)`,
    );
    return 2;
  }
  const { command, database = context.environment.DATABASE_URL ?? '', ...rest } = given;
  if (database === '' && command.needsDatabase !== false) {
    context.err(
      'Failed to find the ledger: no database is named. Pass --database or set DATABASE_URL. (데이터베이스를 알려주세요.)',
    );
    return 2;
  }
  const problem = problemOfAddress(database);
  if (problem !== undefined) {
    context.err(
      `Failed to find the ledger by --database or DATABASE_URL: ${problem}. (데이터베이스 주소를 확인해 주세요.)`,
    );
    return 2;
  }
  return run(command, { ...rest, database, environment: context.environment, out: context.out }, context.err);
}

async function run(command: Command, input: CommandInput, err: (line: string) => void): Promise<number> {
  try {
    return await command.run(input);
  } catch (error) {
    // Errors of this package never contain a connection string. Other errors may.
    const message = isIapServerError(error) ? error.message : unexpected(error);
    if (input.json) input.out(JSON.stringify({ error: message }));
    else err(message);
    return 1;
  }
}

function unexpected(error: unknown): string {
  const [code] = errorCodes(error);
  const why = code === undefined ? 'something unexpected happened' : `it failed with ${code}`;
  return `Failed to run the command: ${why}. Check the files that it names, the disk and the rights. (파일과 디스크와 권한을 확인해 주세요.)`;
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

// A value may be the name of a command: `--reason order`.
const WITH_VALUE = new Set(
  [COMMON, ...[...COMMANDS.values()].map(({ options }) => options ?? {})].flatMap((options) =>
    Object.entries(options).flatMap(([name, { type }]) => (type === 'string' ? [`--${name}`] : [])),
  ),
);

/** Reads the arguments. A text: why they cannot be understood. */
function readArguments(args: readonly string[]): GivenArguments | string {
  const place = args.findIndex((arg, i) => !arg.startsWith('-') && !WITH_VALUE.has(args[i - 1] ?? ''));
  const name = args[place];
  const command = COMMANDS.get(name ?? '');
  if (name === undefined) return 'it names no command';
  if (command === undefined) return unknownCommand(name);
  const others = args.toSpliced(place, 1);
  try {
    const options = { ...command.options, ...COMMON };
    const { values, positionals } = parseArgs({ args: others, allowPositionals: true, options });
    const { takes = [] } = command;
    if (positionals.length !== takes.length) {
      const wanted = takes.length === 0 ? 'nothing' : takes.map((each) => `<${each}>`).join(' ');
      return `${name} takes ${wanted} beside its options, and ${positionals.length} were given`;
    }
    const { database, json, ...own } = values as Record<string, string | boolean | undefined>;
    return {
      command,
      database: textOf(database),
      json: json === true,
      words: positionals,
      given: Object.fromEntries(Object.entries(own).map(([key, value]) => [key, textOf(value)])),
      flags: Object.fromEntries(Object.entries(own).map(([key, value]) => [key, value === true])),
    };
  } catch (error) {
    // Its first sentence names the option, and no value.
    return String((error as Error).message).split('. ', 1)[0] ?? '';
  }
}

function unknownCommand(name: string): string {
  const nearest = nearestWord(name, COMMANDS.keys());
  const meant = nearest === undefined ? '' : `. Did you mean "${nearest}"?`;
  return `there is no command ${redactText(JSON.stringify(name)).slice(0, 40)}${meant}`;
}

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
