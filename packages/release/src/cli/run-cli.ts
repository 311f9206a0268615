import { ToldError } from '../text/told-error.js';
import { checkCommand } from './check-command.js';
import type { CliContext } from './cli-context.js';
import { evidenceCommand } from './evidence-command.js';
import { readArguments } from './read-arguments.js';
import { readEvidenceArguments } from './read-evidence-arguments.js';
import { UsageError } from './usage-error.js';

const HELP = `ait-iap-release: looks at a bundle before the review does (검토보다 먼저 번들을 살펴봐요)

  npx ait-iap-release check app.ait [options]      Reads the bundle. (번들을 읽어요)
  npx ait-iap-release check dist.zip [options]     Reads a plugin for Toss Place. (토스 플레이스 플러그인을 읽어요)
  npx ait-iap-release evidence app.ait [options]   Plays the review's scenarios in Chromium, against a sandbox.
                                                   (검토 시나리오를 Chromium에서 실행해요)

check:
  --backend URL      A backend that your pages ask; may be given more than once. (페이지가 부르는 서버)
  --only-named       Ask no address that was only found in the code. (코드에서 찾은 주소는 묻지 않아요)
  --cert FILE        The client certificate of your backend, PEM or DER. (서버의 클라이언트 인증서)
  --config FILE      granite.config.ts or apps-in-toss.config.ts; found beside the bundle or here if it is not
                     given. (설정 파일)
  --live-since-2x    The mini-app was live before SDK 3.x was asked for. (3.x 이전에 출시한 미니앱)
  --plugin KIND      What a plugin is: front, pos-worker or pos-tab. Default: it follows from its files. (플러그인 종류)
  --acl HOST         A host that is registered for the plugin; may be given more than once. (ACL에 등록한 호스트)
  --json             The report as JSON. (JSON으로 답해요)
  --junit FILE       Writes the report as JUnit XML too.
  --sarif FILE       Writes the report as SARIF 2.1.0 too.

evidence:
  --backend URL      Your backend on this machine; URL=URL if the bundle asks another address. Needed, may be given
                     more than once. (이 컴퓨터의 서버)
  --user KEY         Who is signed in, as your backend knows its users. (로그인한 사용자)
  --adapter FILE     A module that says where things are in your pages. (화면을 알려 주는 모듈)
  --out FILE         The report. Default: evidence.html. (결과 파일)
  --junit FILE       Writes the rows as JUnit XML too.
  --dir FOLDER       Folder of the sandbox's certificates, which your backend uses. Default: .ait-iap.
  --port N, --partner-port N   Where the sandbox listens. Defaults: 4600 and 4601.

  --lang ko|en       The language of the report. Default: from LANG. (언어)
  --help             Shows this.

Nothing is uploaded, and no money moves. Exit codes: 0 nothing is refused, 1 something is, 2 not understood or not readable.
(아무것도 올리지 않고, 돈도 나가지 않아요. 종료 코드: 0 반려될 것이 없음, 1 있음, 2 이해하지 못했거나 읽지 못함)`;

/**
 * Runs the command line. Returns the exit code: 0 nothing is refused, 1 something is refused, 2 not understood or not
 * readable.
 */
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
  const json = args.includes('--json');
  try {
    const [command, ...rest] = args;
    if (command === 'evidence' && !isHelp(rest))
      return await evidenceCommand(readEvidenceArguments(rest, context.environment), context);
    const given = readArguments(args, context.environment);
    if (given === 'help') {
      context.out(HELP);
      return 0;
    }
    return await checkCommand(given, context);
  } catch (error) {
    if (!(error instanceof ToldError)) throw error;
    tell(context, json, error);
    if (error instanceof UsageError && !json) context.err(`\n${HELP}`);
    return 2;
  }
}

const isHelp = (args: readonly string[]) => args.includes('--help') || args.includes('-h');

function tell({ out, err }: CliContext, json: boolean, { code, text }: ToldError): void {
  if (json) out(JSON.stringify({ error: { code, ...text } }));
  else err(`${text.en} (${text.ko})`);
}
