import type { OpenWord } from '../open-word.js';

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
