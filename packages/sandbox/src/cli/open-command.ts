import type { Command } from 'commander';
import { type CommonFlags, clientCommand, tell } from './client-command.js';
import type { Output } from './console-output.js';
import { openInBrowser } from './open-in-browser.js';

/** `open`: shows the console of the sandbox that runs. */
export function openCommand(output: Output): Command {
  return clientCommand('open', '콘솔을 브라우저로 열어요. (Opens the console in the browser.)').action(
    (flags: CommonFlags) =>
      tell(output, flags, async (client) => {
        await client.send('GET', '/clock');
        openInBrowser(client.url);
        return { data: { url: client.url }, words: client.url };
      }),
  );
}
