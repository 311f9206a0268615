import type { Command } from 'commander';
import { type CommonFlags, clientCommand, tell } from './client-command.js';
import type { Output } from './console-output.js';

/** `advance <duration>`: moves the clock of the sandbox forward. */
export function advanceCommand(output: Output): Command {
  return clientCommand('advance', '샌드박스의 시각을 앞으로 옮겨요. (Moves the clock forward.)')
    .argument('<duration...>', 'such as 40 days, 31s or 2 hours')
    .action((duration: string[], flags: CommonFlags) =>
      tell(output, flags, async (client) => {
        const data = await client.send<{ now: string }>('POST', '/clock/advance', { by: duration.join(' ') });
        return { data, words: `시각: ${data.now} (It is ${data.now} now.)` };
      }),
    );
}
