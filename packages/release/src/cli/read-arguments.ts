import type { Language } from '../text/both.js';
import { parsedOptions } from './parsed-options.js';
import { UsageError } from './usage-error.js';

/** What the command line asks for. */
export interface GivenArguments {
  readonly bundle: string;
  readonly backends: readonly string[];
  readonly onlyNamed: boolean;
  readonly certificate: string | undefined;
  readonly config: string | undefined;
  readonly liveSince2x: boolean;
  readonly json: boolean;
  readonly junit: string | undefined;
  readonly sarif: string | undefined;
  readonly language: Language;
}

const OPTIONS = {
  backend: { type: 'string', multiple: true },
  'only-named': { type: 'boolean', default: false },
  cert: { type: 'string' },
  config: { type: 'string' },
  'live-since-2x': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  junit: { type: 'string' },
  sarif: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws {UsageError} naming the word that was not understood */
export function readArguments(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): GivenArguments | 'help' {
  const { values, positionals } = parsedOptions(args, OPTIONS);
  if (values.help || positionals.length === 0) return 'help';
  const [command, bundle, ...rest] = positionals;
  if (command !== 'check')
    throw new UsageError({
      en: `Failed to understand "${command}": the commands are "check" and "evidence".`,
      ko: `"${command}"을(를) 이해하지 못했어요. 명령은 "check"와 "evidence"예요.`,
    });
  if (bundle === undefined || rest.length > 0)
    throw new UsageError({
      en: 'Failed to understand: pass one bundle, such as "check app.ait".',
      ko: '번들 하나를 넘겨 주세요. 예: "check app.ait"',
    });
  return {
    bundle,
    backends: (values.backend ?? []).map(backendAddress),
    onlyNamed: values['only-named'],
    certificate: values.cert,
    config: values.config,
    liveSince2x: values['live-since-2x'],
    json: values.json,
    junit: values.junit,
    sarif: values.sarif,
    language: languageOf(values.lang, environment),
  };
}

function backendAddress(address: string): string {
  if (URL.parse(address)?.protocol.startsWith('http') === true) return address;
  throw new UsageError({
    en: `Failed to understand --backend ${address}: pass a whole address, such as https://api.example.com/grant.`,
    ko: `--backend ${address}을(를) 이해하지 못했어요. https://api.example.com/grant처럼 전체 주소를 넘겨 주세요.`,
  });
}

export function languageOf(
  given: string | undefined,
  { LANG }: Readonly<Record<string, string | undefined>>,
): Language {
  if (given === undefined) return LANG?.startsWith('ko') ? 'ko' : 'en';
  if (given === 'ko' || given === 'en') return given;
  throw new UsageError({
    en: `Failed to understand --lang ${given}: it is ko or en.`,
    ko: `--lang ${given}을(를) 이해하지 못했어요. ko나 en이에요.`,
  });
}
