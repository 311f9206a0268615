import { PLUGIN_KINDS, type PluginKind } from '../plugin/plugin.js';
import type { Language } from '../text/both.js';
import { parsedOptions } from './parsed-options.js';
import { UsageError } from './usage-error.js';

/** The arguments of the command line. */
export interface GivenArguments {
  readonly bundle: string;
  readonly backends: readonly string[];
  readonly onlyNamed: boolean;
  readonly certificate: string | undefined;
  readonly config: string | undefined;
  readonly liveSince2x: boolean;
  /** The kind of the plugin, if it was given. */
  readonly plugin: PluginKind | undefined;
  readonly acl: readonly string[] | undefined;
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
  plugin: { type: 'string' },
  acl: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
  junit: { type: 'string' },
  sarif: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the arguments. @throws {UsageError} naming the word that was not understood */
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
    plugin: values.plugin === undefined ? undefined : pluginKind(values.plugin),
    acl: values.acl?.map(aclHost),
    json: values.json,
    junit: values.junit,
    sarif: values.sarif,
    language: languageOf(values.lang, environment),
  };
}

function pluginKind(text: string): PluginKind {
  const kind = PLUGIN_KINDS.find((each) => each === text);
  if (kind !== undefined) return kind;
  throw new UsageError({
    en: `Failed to understand --plugin ${text}: it is ${PLUGIN_KINDS.join(', ')}.`,
    ko: `--plugin ${text}을(를) 이해하지 못했어요. ${PLUGIN_KINDS.join(', ')} 중 하나예요.`,
  });
}

function aclHost(text: string): string {
  if (URL.parse(`https://${text}/`)?.host === text.toLowerCase()) return text;
  throw new UsageError({
    en: `Failed to understand --acl ${text}: pass a host, such as api.example.com.`,
    ko: `--acl ${text}을(를) 이해하지 못했어요. api.example.com처럼 호스트를 넘겨 주세요.`,
  });
}

function backendAddress(address: string): string {
  if (URL.parse(address)?.protocol.startsWith('http') === true) return address;
  throw new UsageError({
    en: `Failed to understand --backend ${address}: pass a whole address, such as https://api.example.com/grant.`,
    ko: `--backend ${address}을(를) 이해하지 못했어요. https://api.example.com/grant처럼 전체 주소를 넘겨 주세요.`,
  });
}

/** Returns the language of the output. */
export function languageOf(
  given: string | undefined,
  { LANG }: Readonly<Record<string, string | undefined>>,
): Language {
  if (given === undefined) return LANG?.startsWith('ko') ? 'ko' : 'en';
  if (given === 'ko' || given === 'en') return given;
  throw new UsageError({
    en: `Failed to understand --lang ${given}: pass ko or en.`,
    ko: `--lang ${given}을(를) 이해하지 못했어요. ko나 en이에요.`,
  });
}
