import { Command, InvalidArgumentError, Option } from 'commander';
import {
  DEFAULT_FOLDER,
  DEFAULT_PAGE_PORT,
  DEFAULT_PARTNER_PORT,
  type ServedSandbox,
} from '../serve/serve-options.js';
import { serveSandbox } from '../serve/serve-sandbox.js';
import type { Output } from './console-output.js';
import { openInBrowser } from './open-in-browser.js';
import { printEvents } from './print-events.js';
import { untilAskedToStop } from './until-asked-to-stop.js';

interface ServeFlags {
  readonly port: number;
  readonly partnerPort: number;
  readonly dir: string;
  readonly db?: string | undefined;
  readonly seed?: string | undefined;
  readonly appName?: string | undefined;
  readonly expose?: string | undefined;
  readonly token?: string | undefined;
  readonly san?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly open?: boolean | undefined;
}

const MAX_PORT = 65_535;

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= MAX_PORT) return port;
  throw new InvalidArgumentError(`A port is a number from 0 to ${MAX_PORT}.`);
}

const toNames = (text: string) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const exposeFlag = new Option(
  '--expose <address>',
  'listen on this address in place of 127.0.0.1. EXPOSES the page, /bridge.js and the control API (buy, refund, erase) ' +
    'to the network, for everyone with the printed token, and the partner API, for everyone with the client certificate',
);

/** `serve`: runs the sandbox until it is stopped. */
export function serveCommand(output: Output): Command {
  return new Command('serve')
    .summary('run the sandbox: page, /bridge.js, control API and partner API')
    .description('샌드박스를 실행해요. (Runs the sandbox until Ctrl-C or SIGTERM.)')
    .option('--port <port>', 'page, /bridge.js and control API', toPort, DEFAULT_PAGE_PORT)
    .option('--partner-port <port>', 'partner API (mutual TLS)', toPort, DEFAULT_PARTNER_PORT)
    .option('--dir <folder>', 'folder of the certificates and the world', DEFAULT_FOLDER)
    .option('--db <file>', 'file of the world; ":memory:" keeps nothing (default: world.db in the folder)')
    .option('--seed <text>', 'decides all ids of a new world')
    .option('--app-name <name>', 'name of the mini-app in a new world')
    .addOption(exposeFlag)
    .option('--token <text>', 'what other machines have to show, in place of a random one; with --expose')
    .option('--san <names>', 'further names and addresses of the partner API, divided by commas', toNames)
    .option('--open', 'open the console in the browser')
    .option('--quiet', 'do not print what happens')
    .option('--json', 'write one line of JSON once ready, and then one for each event')
    .action((flags: ServeFlags) => serve(flags, output));
}

async function serve({ json, quiet, open, appName, ...flags }: ServeFlags, output: Output): Promise<void> {
  const stop = untilAskedToStop();
  const served = await serveSandbox({
    ...flags,
    ...(appName === undefined ? {} : { settings: { appName } }),
  });
  output.out(json ? JSON.stringify(inWords(served)) : greeting(served));
  const end = printEvents(served.sandbox.wire, { json, quiet }, { unread: () => 0, ...output });
  if (open) openInBrowser(served.pageUrl);
  await stop;
  end();
  await served.close();
  output.giveUp?.();
}

function inWords({ pageUrl, partnerUrl, certificates, token }: ServedSandbox) {
  return {
    sandbox: true,
    pageUrl,
    partnerUrl,
    certificates: certificates.folder,
    ...(token ? { token } : {}),
  };
}

function greeting({ pageUrl, partnerUrl, certificates, token }: ServedSandbox): string {
  const lines = [
    '샌드박스가 준비됐어요. 실제로 돈이 나가지 않아요. (Sandbox ready: no real money.)',
    `  페이지, 제어 API (page, control API)   ${pageUrl}`,
    `  파트너 API (partner API, mutual TLS)   ${partnerUrl}`,
    `  인증서 (certificates)                  ${certificates.folder}`,
    `  미니앱에 넣기 (put into your page)     <script src="${pageUrl}/bridge.js" data-user-key="user-1"></script>`,
  ];
  if (token) {
    lines.push(
      '  네트워크에 열려 있어요. 토큰이 있으면 누구나 사고, 환불하고, 지울 수 있어요.',
      '  (Open to the network: everyone with the token can buy, refund and erase.)',
      `  토큰 (token)                           ${token}`,
    );
  }
  return lines.join('\n');
}
