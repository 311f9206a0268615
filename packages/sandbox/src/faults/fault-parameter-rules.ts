import { BRIDGE_METHODS, IAP_ERROR_CODES, ORDER_STATUSES, RESULT_TYPES } from '@ait-iap/protocol';
import type { FaultParameter } from './fault-catalogue.js';
import type { ArmedFault } from './fault-spec.js';

/** The rule of a parameter, and the remedy if it is broken. */
export interface ParameterRule {
  readonly remedy: string;
  allows(value: unknown, spec: ArmedFault): boolean;
}

/** Ten years: longer than any test moves the clock, and still within the range of a clock and an order id. */
const MAX_DELAY_MS = 10 * 365 * 86_400_000;

/** A day. The platform counts by the minute. */
const MAX_RETRY_SECONDS = 86_400;

const FAILURES = RESULT_TYPES.filter((word) => word !== 'SUCCESS');

/** The only code after which an order can appear later: the user has paid, and Toss has not recorded it. */
const RECORDED_LATER = 'TOSS_SERVER_VERIFICATION_FAILED';

/** The allowed words and ranges of every parameter. A fault that could never work is not armed. */
export const PARAMETER_RULES: Readonly<Record<FaultParameter, ParameterRule>> = {
  code: {
    remedy: `Use one of ${IAP_ERROR_CODES.join(', ')}, or with the fault purchase-unknown-error any other.`,
    allows: (value, { name }) =>
      isText(value) && isOneOf(IAP_ERROR_CODES, value) === (name !== 'purchase-unknown-error'),
  },
  recordedAfter: {
    remedy: `Give milliseconds from 0 to ${MAX_DELAY_MS}, together with the code ${RECORDED_LATER}.`,
    allows: (value, { code }) => code === RECORDED_LATER && isWithin(value, MAX_DELAY_MS),
  },
  delay: {
    remedy: `Give milliseconds from 0 to ${MAX_DELAY_MS}.`,
    allows: (value) => isWithin(value, MAX_DELAY_MS),
  },
  // The last one is not part of in-app purchase, but the host knows it.
  function: oneOf([...BRIDGE_METHODS, 'clearItems']),
  resultType: oneOf(FAILURES),
  errorCode: { remedy: 'Give text.', allows: isText },
  seconds: {
    remedy: `Give whole seconds from 0 to ${MAX_RETRY_SECONDS}.`,
    allows: (value) => Number.isInteger(value) && isWithin(value, MAX_RETRY_SECONDS),
  },
  status: {
    remedy: `Give a word that the platform does not know yet: none of ${ORDER_STATUSES.join(', ')}.`,
    allows: (value) => isText(value) && !isOneOf(ORDER_STATUSES, value),
  },
};

function oneOf(words: readonly string[]): ParameterRule {
  return { remedy: `Use one of ${words.join(', ')}.`, allows: (value) => isOneOf(words, value) };
}

function isOneOf(words: readonly unknown[], value: unknown): boolean {
  return words.includes(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isWithin(value: unknown, most: number): boolean {
  return typeof value === 'number' && value >= 0 && value <= most;
}
