import type { Command } from 'commander';
import { SandboxError } from '../errors/sandbox-error.js';
import { localTwin } from '../serve/release-desk/mini-app-hosts.js';
import { type CommonFlags, clientCommand, tell } from './client-command.js';
import type { Output } from './console-output.js';
import { openInBrowser } from './open-in-browser.js';

/** `open`: opens the console of the running sandbox, or the local address of a Toss app link. */
export function openCommand(output: Output): Command {
  return clientCommand(
    'open',
    '콘솔이나 미니앱 링크를 브라우저로 열어요. (Opens the console, or a link of the mini-app.)',
  )
    .argument('[link]', 'what `ait deploy` printed, such as intoss-private://…')
    .action((link: string | undefined, flags: CommonFlags) =>
      tell(output, flags, async (client) => {
        await client.send('GET', '/clock');
        const url = link === undefined ? client.url : twinOf(link, client.url);
        openInBrowser(url);
        return { data: { url }, words: url };
      }),
    );
}

function twinOf(link: string, sandbox: string): string {
  const twin = localTwin(link, new URL(sandbox).port);
  if (twin !== undefined) return twin;
  const message =
    'Failed to open the link: it is neither intoss-private:// nor intoss://. Copy what `ait deploy` printed. ' +
    '(`ait deploy`가 보여 준 링크를 넣어 주세요.)';
  throw new SandboxError('NO_LINK', message);
}
