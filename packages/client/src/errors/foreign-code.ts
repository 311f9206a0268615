import { isKnownErrorCode } from './error-cases.js';
import type { ErrorCode, KnownErrorCode } from './error-code.js';

/** What can be read from a foreign error. */
export interface ForeignError {
  /** A known code in any spelling, else the code as it came. `UNKNOWN` if there is none. */
  readonly code: ErrorCode;
  /** Its message. Empty if it has none. */
  readonly text: string;
}

/** Messages of the official SDK 2.10.8 and 3.x without a code, and the code that they mean. */
const SENTENCES: readonly (readonly [RegExp, KnownErrorCode])[] = [
  [/웹뷰 환경이|in browser env/, 'BRIDGE_NOT_FOUND'],
  [/too many app bridge calls/i, 'APP_BRIDGE_THROTTLED'],
];

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
  const { code, errorCode, name, message, error, cause, data } = fieldsOf(thrown);
  const codes = [code, errorCode].filter(isWord);
  const text = isWord(message) ? message : '';
  const own = firstKnown([...codes, name].filter(isWord)) ?? codes[0] ?? codeInText(text);
  const isSilent = own === 'UNKNOWN' && depth > 0;
  return { code: isSilent ? readForeignError(error ?? cause ?? data, depth - 1).code : own, text };
}

/** The fields of an object. A string counts as a message. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'string' ? { message: value } : Object(value);
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function codeInText(text: string): string {
  return (
    firstKnown([text, ...text.split(/[^A-Za-z_]+/)]) ??
    SENTENCES.find(([sentence]) => sentence.test(text))?.[1] ??
    // An unknown code in a JSON text.
    /code"\s*:\s*"([^"]+)/i.exec(text)?.[1] ??
    // In 3.x it is a word of the text.
    /[A-Z]+(_[A-Z]+)+/.exec(text)?.[0] ??
    'UNKNOWN'
  );
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
