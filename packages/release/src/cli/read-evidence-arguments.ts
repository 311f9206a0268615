import { type BackendMap, backendMap } from '../evidence/backend-map.js';
import type { Language } from '../text/both.js';
import { parsedOptions } from './parsed-options.js';
import { languageOf } from './read-arguments.js';
import { UsageError } from './usage-error.js';

/** The arguments of `evidence`. */
export interface EvidenceArguments {
  readonly bundle: string;
  readonly backends: readonly BackendMap[];
  readonly userKey: string | undefined;
  readonly adapter: string | undefined;
  readonly out: string;
  readonly junit: string | undefined;
  readonly dir: string | undefined;
  readonly port: number | undefined;
  readonly partnerPort: number | undefined;
  readonly language: Language;
}

const OPTIONS = {
  backend: { type: 'string', multiple: true },
  user: { type: 'string' },
  adapter: { type: 'string' },
  out: { type: 'string' },
  junit: { type: 'string' },
  dir: { type: 'string' },
  port: { type: 'string' },
  'partner-port': { type: 'string' },
  lang: { type: 'string' },
} as const;

/** @throws {UsageError} naming what was not understood */
export function readEvidenceArguments(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): EvidenceArguments {
  const { values, positionals } = parsedOptions(args, OPTIONS);
  const [bundle, ...rest] = positionals;
  if (bundle === undefined || rest.length > 0)
    throw new UsageError({
      en: 'Failed to understand: pass one bundle, such as "evidence app.ait --backend http://127.0.0.1:4610".',
      ko: '번들 하나를 넘겨 주세요. 예: "evidence app.ait --backend http://127.0.0.1:4610"',
    });
  if (values.backend === undefined)
    throw new UsageError({
      en: 'Failed to understand: name your backend on this machine with --backend. It has to ask the sandbox (https://127.0.0.1:4601).',
      ko: '--backend로 이 컴퓨터의 서버를 알려 주세요. 그 서버는 샌드박스(https://127.0.0.1:4601)에 물어야 해요.',
    });
  return {
    bundle,
    backends: values.backend.map(backendOf),
    userKey: values.user,
    adapter: values.adapter,
    out: values.out ?? 'evidence.html',
    junit: values.junit,
    dir: values.dir,
    port: portOf('port', values.port),
    partnerPort: portOf('partner-port', values['partner-port']),
    language: languageOf(values.lang, environment),
  };
}

function backendOf(text: string): BackendMap {
  const map = backendMap(text);
  if (map !== undefined) return map;
  throw new UsageError({
    en: `Failed to understand --backend ${text}: pass http://127.0.0.1:4610, or https://api.example.com=http://127.0.0.1:4610.`,
    ko: `--backend ${text}을(를) 이해하지 못했어요. http://127.0.0.1:4610이나 https://api.example.com=http://127.0.0.1:4610처럼 넘겨 주세요.`,
  });
}

function portOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError({
    en: `Failed to understand --${name} ${text}: it is a whole number from 0 to 65535.`,
    ko: `--${name} ${text}을(를) 이해하지 못했어요. 0부터 65535까지의 정수예요.`,
  });
}
