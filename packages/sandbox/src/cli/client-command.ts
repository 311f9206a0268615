import { Command } from 'commander';
import { DEFAULT_URL, type SandboxAddress } from '../serve/find-sandbox.js';
import type { Output } from './console-output.js';
import { type SandboxClient, sandboxClient } from './sandbox-client.js';
import { visibleText } from './visible-text.js';

/** The flags of all commands that use a running sandbox. */
export interface CommonFlags extends SandboxAddress {
  /** Prints JSON instead of text. @defaultValue false */
  readonly json?: boolean | undefined;
}

/** Creates a command that uses a running sandbox, with the common flags `--url`, `--token` and `--json`. */
export function clientCommand(name: string, summary: string): Command {
  return new Command(name)
    .summary(summary)
    .description(summary)
    .option(
      '--url <url>',
      `page of the sandbox (default: AIT_IAP_URL, else the one that runs in this folder or above, else ${DEFAULT_URL})`,
    )
    .option('--token <token>', 'token of a sandbox that is exposed')
    .option('--json', 'write the answer as JSON');
}

/** The result of a command: data for programs, and the same as text. */
export interface Said {
  readonly data: unknown;
  readonly words: string;
}

/** Calls the sandbox and writes the result. */
export async function tell(
  output: Output,
  flags: CommonFlags,
  talk: (client: SandboxClient) => Promise<Said>,
): Promise<void> {
  const { data, words } = await talk(sandboxClient(flags));
  output.out(visibleText(flags.json ? JSON.stringify(data) : words));
}
