import { Command } from 'commander';
import { packageVersion } from '../serve/package-file.js';
import { advanceCommand } from './advance-command.js';
import { buyCommand } from './buy-command.js';
import { certsCommand } from './certs-command.js';
import type { Output } from './console-output.js';
import { exportCommand } from './export-command.js';
import { faultCommand } from './fault-command.js';
import { importCommand } from './import-command.js';
import { productsCommand } from './products-command.js';
import { refundCommand } from './refund-command.js';
import { serveCommand } from './serve-command.js';

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
];

/** The command line with all its commands. */
export function createProgram(output: Output): Command {
  const program = new Command('ait-iap-sandbox')
    .description(
      'Apps in Toss 인앱결제 샌드박스예요. 실제로 돈이 나가지 않아요. (In-app purchase sandbox: no real money.)',
    )
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.out(text.trimEnd()),
      writeErr: (text) => output.error(text.trimEnd()),
    })
    .showHelpAfterError();
  for (const create of COMMANDS) {
    const command = create(output);
    program.addCommand(command);
    inherit(command, program);
  }
  return program;
}

/** Commands that were made elsewhere do not inherit how to end and where to write. */
function inherit(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inherit(child, command);
}
