import { Command } from 'commander';
import { DEFAULT_URL, type SandboxAddress } from '../serve/find-sandbox.js';
import type { Output } from './console-output.js';
import { type SandboxClient, sandboxClient } from './sandbox-client.js';
import { visibleText } from './visible-text.js';

/** The flags of every command that talks to a sandbox. */
export interface CommonFlags extends SandboxAddress {
  readonly json?: boolean | undefined;
}

/** A command that talks to a sandbox that runs; `--url`, `--token` and `--json` are the same for all of them. */
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

/** What a command has to say: data for programs, and the same in words. */
export interface Said {
  readonly data: unknown;
  readonly words: string;
}

/** Talks to the sandbox and writes what there is to say. */
export async function tell(
  output: Output,
  flags: CommonFlags,
  talk: (client: SandboxClient) => Promise<Said>,
): Promise<void> {
  const { data, words } = await talk(sandboxClient(flags));
  output.out(visibleText(flags.json ? JSON.stringify(data) : words));
}
