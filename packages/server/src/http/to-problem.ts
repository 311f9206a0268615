import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import { isIapServerError } from '../errors/iap-server-error.js';
import type { Problem } from './problem.js';
import { RequestProblem } from './request-problem.js';

/** Turns any thrown value into an answer that reveals nothing internal. */
export function toProblem(error: unknown): Problem {
  if (error instanceof RequestProblem) return error.problem;
  if (error instanceof FulfillmentInputError) {
    return { status: 400, code: 'INVALID_REQUEST', detail: error.message };
  }
  if (isIapServerError(error) && error.retryable) {
    return {
      status: 503,
      code: 'UNAVAILABLE',
      detail: 'The order could not be checked just now. Nothing is lost: ask again with the same order id.',
      headers: { 'retry-after': String(retryAfterSeconds(error)) },
    };
  }
  return {
    status: 500,
    code: 'INTERNAL',
    detail: 'The request failed here. Nothing is lost: ask again later with the same order id.',
  };
}

function retryAfterSeconds(error: object): number {
  const { retryAfterMs } = error as { retryAfterMs?: unknown };
  return typeof retryAfterMs === 'number' && retryAfterMs > 0 ? Math.ceil(retryAfterMs / 1_000) : 1;
}
