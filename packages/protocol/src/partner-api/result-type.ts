import { isWordOf, type OpenWord } from '../open-word.js';

/** The words that say how a request to the partner API ended. Only the first is a success. */
export const RESULT_TYPES = [
  'SUCCESS',
  'FAIL',
  'HTTP_TIMEOUT',
  'NETWORK_ERROR',
  'EXECUTION_FAIL',
  'INTERRUPTED',
  'INTERNAL_ERROR',
] as const;

/** A result type that was known when this was written. */
export type KnownResultType = (typeof RESULT_TYPES)[number];

/** A result type: one of {@link RESULT_TYPES}, or a word that came later, which is a failure. */
export type ResultType = OpenWord<KnownResultType>;

/** Reads a known word in any case, such as `success`, as the word of {@link RESULT_TYPES}; keeps any other as it came. */
export function readResultType(word: string): ResultType {
  const upper = word.trim().toUpperCase();
  return isWordOf(RESULT_TYPES, upper) ? upper : word;
}
