import { PartnerAbortError } from '../errors/partner-abort-error.js';
import { PartnerInputError } from '../errors/partner-input-error.js';
import { partnerOptions } from '../options/partner-options.js';
import { ANY_USER } from './any-user.js';
import { ask } from './ask.js';
import { checkCallOptions } from './check-call-options.js';
import type { OrderStatusResult } from './order-status-result.js';
import { parallelMap } from './parallel-map.js';
import type { GetOrderStatusesOptions, OrderQuestion, OrderStatusOutcome } from './partner-client.js';
import type { PartnerContext } from './partner-context.js';

/** How many questions are in progress at once: as many as there are connections by default. */
export const DEFAULT_CONCURRENCY = 8;
const CONCURRENCY = { byDefault: DEFAULT_CONCURRENCY, min: 1, max: 1_000 };

/** Asks about many orders; see `PartnerClient.getOrderStatuses`. */
export async function* getOrderStatuses<Question extends OrderQuestion>(
  context: PartnerContext,
  questions: Iterable<Question> | AsyncIterable<Question>,
  { concurrency, ...options }: GetOrderStatusesOptions,
): AsyncGenerator<OrderStatusOutcome<Question>, void, undefined> {
  checkIterable(questions);
  const width = partnerOptions.wholeNumber('concurrency', concurrency, CONCURRENCY);
  checkCallOptions(options);
  const left = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, left.signal]) : left.signal;
  const askShared = sharedAsk((question) =>
    ask(context, question, { lane: 'background', ...options, signal }),
  );
  const outcomeOf = (question: Question): Promise<OrderStatusOutcome<Question>> =>
    askShared(question).then(
      (result) => ({ question, ok: true, result }),
      (error: unknown) => ({ question, ok: false, error }),
    );
  try {
    yield* parallelMap(questions, width, outcomeOf, options.signal);
    // Without the error, the caller would take a list that was cut short for a complete one.
    if (options.signal?.aborted) throw new PartnerAbortError({ cause: options.signal.reason });
  } finally {
    left.abort();
  }
}

type Ask = (question: OrderQuestion) => Promise<OrderStatusResult>;

/** Equal questions in progress share one call. */
function sharedAsk(askAnew: Ask): Ask {
  const inFlight = new Map<string, Promise<OrderStatusResult>>();
  return (question) => {
    const key = questionKey(question);
    const shared = inFlight.get(key) ?? askAnew(question).finally(() => inFlight.delete(key));
    inFlight.set(key, shared);
    return shared;
  };
}

function questionKey({ orderId, userKey }: OrderQuestion): string {
  return JSON.stringify([String(orderId).toLowerCase(), userKey === ANY_USER ? null : [userKey]]);
}

function checkIterable(questions: unknown): void {
  const iterable = Object(questions) as { readonly [key: symbol]: unknown };
  if (Symbol.iterator in iterable || Symbol.asyncIterator in iterable) return;
  throw new PartnerInputError(
    'questions',
    'it is not iterable',
    'Pass an array of { orderId, userKey }, or anything else that can be iterated over.',
  );
}
