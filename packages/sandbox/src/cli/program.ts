import { Command } from 'commander';
import { packageVersion } from '../serve/package-file.js';
import { advanceCommand } from './advance-command.js';
import { buyCommand } from './buy-command.js';
import { certsCommand } from './certs-command.js';
import { completionCommand } from './completion-command.js';
import type { Output } from './console-output.js';
import { type EndpointCommand, endpointCommand } from './endpoint-command.js';
import { ENDPOINT_COMMANDS } from './endpoint-commands.js';
import { execCommand } from './exec-command.js';
import { exportCommand } from './export-command.js';
import { faultCommand } from './fault-command.js';
import { importCommand } from './import-command.js';
import { mcpCommand } from './mcp-command.js';
import { openCommand } from './open-command.js';
import { PLACE_COMMANDS } from './place-commands.js';
import { placeUploadCommand } from './place-upload-command.js';
import { productsCommand } from './products-command.js';
import { refundCommand } from './refund-command.js';
import { serveCommand } from './serve-command.js';
import { refuseUnknownWords } from './unknown-word.js';
import { versionUploadCommand } from './version-upload-command.js';
import { watchCommand } from './watch-command.js';

const COMMANDS = [
  serveCommand,
  productsCommand,
  buyCommand,
  refundCommand,
  advanceCommand,
  faultCommand,
  exportCommand,
  importCommand,
  certsCommand,
  watchCommand,
  openCommand,
  execCommand,
  mcpCommand,
  completionCommand,
];

/** Their flags, including `--help`, belong to another program. */
const PASSES_FLAGS_ON = ['mcp'];

/** Creates the command line with all its commands. `complain` gets the error of an invalid command line. */
export function createProgram(output: Output, complain = output.error): Command {
  const program = new Command('ait-iap-sandbox')
    .description(
      'Apps in Toss 인앱결제 샌드박스예요. 실제로 돈이 나가지 않아요. (In-app purchase sandbox: no real money.)',
    )
    .version(packageVersion())
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.out(text.trimEnd()),
      writeErr: (text) => complain(text.trimEnd()),
    })
    .showHelpAfterError();
  for (const create of COMMANDS) program.addCommand(create(output));
  for (const definition of [...ENDPOINT_COMMANDS, ...PLACE_COMMANDS])
    addEndpointCommand(program, output, definition);
  findOrGather(program, 'place').addCommand(placeUploadCommand(output));
  findOrGather(program, 'versions').addCommand(versionUploadCommand(output));
  for (const command of program.commands) inherit(command, program);
  refuseUnknownWords(program);
  // Inherited options have their own help. The help of `mcp` comes from its package.
  for (const command of program.commands)
    if (PASSES_FLAGS_ON.includes(command.name())) command.helpOption(false);
  return program;
}

/** `versions upload` is a subcommand of `versions`. A word without its own command only groups its subcommands. */
function addEndpointCommand(program: Command, output: Output, definition: EndpointCommand): void {
  const [word = '', ...below] = definition.words.split(' ');
  const command = endpointCommand(output, definition);
  const parent = below.length === 0 ? program : findOrGather(program, word);
  parent.addCommand(command);
}

function findOrGather(program: Command, word: string): Command {
  const found = program.commands.find((command) => command.name() === word);
  if (found !== undefined) return found;
  const gathering = new Command(word).summary(GATHERINGS[word] ?? word).description(GATHERINGS[word] ?? word);
  program.addCommand(gathering);
  return gathering;
}

const GATHERINGS: Readonly<Record<string, string>> = {
  payment: '결제를 다뤄요. (Approves or records a payment.)',
  place: '토스 플레이스 플러그인을 배포해요. (Deploys plugins for Toss Place.)',
};

/** Commands that were created elsewhere do not inherit the exit handling and the output. */
function inherit(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inherit(child, command);
}
