import type { Command } from 'commander';
import { type CommonFlags, clientCommand, tell } from './client-command.js';
import type { Output } from './console-output.js';
import { contentOf } from './existing-file.js';
import { shownAnswer } from './shown-answer.js';

interface UploadFlags extends CommonFlags {
  readonly as?: string | undefined;
  readonly memo?: string | undefined;
  readonly by?: string | undefined;
}

/** `versions upload <file>`: like the upload in the console. */
export function versionUploadCommand(output: Output): Command {
  return clientCommand('upload', '번들(.ait)을 올려요. (Uploads a bundle.)')
    .argument('<file>', 'what `ait build` wrote')
    .option('--as <version>', 'its number (default: the next one)')
    .option('--memo <text>', 'what is said of it')
    .option('--by <name>', 'who uploads it')
    .action((file: string, flags: UploadFlags) =>
      tell(output, flags, async (client) => {
        const { as: version, memo, by } = flags;
        const given = Object.entries({ version, memo, by }).filter(([, value]) => value !== undefined);
        const query = new URLSearchParams(given as [string, string][]);
        const data = await client.upload<object>(
          `/versions?${query}`,
          contentOf(file),
          'application/octet-stream',
        );
        return { data, words: shownAnswer(data) };
      }),
    );
}
