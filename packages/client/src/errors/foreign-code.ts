import { isKnownErrorCode } from './error-cases.js';
import type { ErrorCode, KnownErrorCode } from './error-code.js';
import { isWord } from './is-word.js';

/** What can be read from a foreign error. */
export interface ForeignError {
  /** A known code in any spelling, else the code as it came. `UNKNOWN` if there is none. */
  readonly code: ErrorCode;
  /** Its message. Empty if it has none. */
  readonly text: string;
}

/** How far inside an error another one is looked for: who wraps an error that was wrapped wraps it once more. */
const MAX_DEPTH = 3;

/**
 * Reads whatever a line of the official SDK, the Toss app or a bridge of somebody else threw. Each line puts the code
 * into another place:
 *
 * | line | where the code is |
 * | --- | --- |
 * | 2.x | `code` |
 * | 3.x, unsupported | `name` |
 * | 3.x, errors of the app | a word in `message`, or only a sentence |
 * | seen in the field | `errorCode`, `error.code`, `error.errorCode`, JSON in `message`, `USER_CANCELLED` with two L |
 *
 * A known code in a field comes first, then an unknown code in a field, then a code in a text. Where an error says no
 * code at all, that of the error inside it counts: `cause`, `data`, `error`.
 */
export function readForeignError(thrown: unknown, depth: number = MAX_DEPTH): ForeignError {
  const { code, errorCode, name, message, error, cause, data }: Readonly<Record<string, unknown>> =
    typeof thrown === 'string' ? { message: thrown } : Object(thrown);
  const codes = [code, errorCode].filter(isWord);
  const text = isWord(message) ? message : '';
  const own =
    firstKnown([...codes, name].filter(isWord)) ??
    codes[0] ??
    firstKnown([text, ...text.split(/[^A-Za-z_]+/)]) ??
    // Sentences of the official SDK 2.10.8 and 3.x that come without a code.
    (/웹뷰 환경이|in browser env/.test(text) ? 'BRIDGE_NOT_FOUND' : undefined) ??
    (/too many app bridge calls/i.test(text) ? 'APP_BRIDGE_THROTTLED' : undefined) ??
    // An unknown code in a JSON text.
    /code"\s*:\s*"([^"]+)/i.exec(text)?.[1] ??
    // In 3.x it is a word of the text.
    /[A-Z]+(_[A-Z]+)+/.exec(text)?.[0] ??
    'UNKNOWN';
  const isSilent = own === 'UNKNOWN' && depth > 0;
  return { code: isSilent ? readForeignError(error ?? cause ?? data, depth - 1).code : own, text };
}

/** The first known code, also in lower case, with spaces, or with another spelling of "canceled". */
function firstKnown(words: readonly string[]): KnownErrorCode | undefined {
  return words
    .map((word) =>
      word
        .trim()
        .toUpperCase()
        .replace(/[\s-]+/g, '_')
        .replace('CANCELL', 'CANCEL'),
    )
    .find(isKnownErrorCode);
}
