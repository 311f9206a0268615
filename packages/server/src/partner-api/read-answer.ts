import {
  isMiniAppNotRegistered,
  isPartnerSuccess,
  isRateLimited,
  type OrderStatusAnswer,
  orderStatusAnswerSchema,
  type PartnerEnvelope,
  type PartnerFailure,
  partnerEnvelopeSchema,
  retryAfterSeconds,
} from '@ait-iap/protocol';
import { PartnerAnswerError } from '../errors/partner-answer-error.js';
import { PartnerHttpError, type PartnerHttpErrorOptions } from '../errors/partner-http-error.js';
import { PartnerRateLimitError } from '../errors/partner-rate-limit-error.js';
import { PartnerResultError } from '../errors/partner-result-error.js';
import { PartnerSetupError } from '../errors/partner-setup-error.js';
import { redactText } from '../errors/redact.js';
import type { TransportAnswer } from '../transport/partner-transport.js';
import type { OrderStatusResult } from './order-status-result.js';
import { plainAnswer } from './plain-answer.js';
import { toOrderStatusResult } from './to-order-status-result.js';

/** How long to wait after a 4095 that does not say how long, in seconds. */
const DEFAULT_RETRY_AFTER_SECONDS = 1;

/** What is needed to read an answer. */
export interface AnswerContext {
  /** The order that was asked for, in any spelling. */
  readonly orderId: string;
  readonly timeZone: string;
  /** Texts that no error may repeat, such as the user key. */
  readonly secrets: readonly string[];
}

/**
 * Reads what the partner API answered about an order.
 *
 * Checks only what decides: the result type, the order id and the status. No other field can make an answer unusable.
 * All of them are kept in `raw`.
 *
 * @throws PartnerHttpError, PartnerRateLimitError, PartnerSetupError, PartnerResultError or PartnerAnswerError if it is
 * not the status of that order
 */
export function readAnswer(given: TransportAnswer, context: AnswerContext): OrderStatusResult {
  const json = parseJson(given.text);
  const plain = isOk(given.httpStatus) ? plainAnswer(json) : undefined;
  const { answer, raw } =
    plain === undefined ? readBySchema(given, json, context) : { answer: plain, raw: plain };
  // The platform may answer in another spelling than it was asked in.
  if (answer.orderId.toLowerCase() !== context.orderId.toLowerCase()) {
    throw new PartnerAnswerError('other_order', 'success.orderId');
  }
  return toOrderStatusResult(answer, context.timeZone, raw);
}

/** What the platform says about an order, and the answer as it arrived. */
interface Answer {
  readonly answer: OrderStatusAnswer;
  readonly raw: Readonly<Record<string, unknown>>;
}

function readBySchema(given: TransportAnswer, json: unknown, { secrets }: AnswerContext): Answer {
  const envelope = readEnvelope(given, json);
  if (!isPartnerSuccess(envelope)) throw failure(given, envelope, secrets);
  if (!isOk(given.httpStatus)) throw httpError(given);
  const answer = orderStatusAnswerSchema.safeParse(envelope.success);
  if (!answer.success) {
    throw new PartnerAnswerError('not_order_status', fieldOf(['success', ...issuePath(answer.error)]));
  }
  return { answer: answer.data, raw: envelope.success };
}

function readEnvelope(given: TransportAnswer, json: unknown): PartnerEnvelope {
  const envelope = partnerEnvelopeSchema.safeParse(json);
  if (envelope.success) return envelope.data;
  if (!isOk(given.httpStatus)) throw httpError(given);
  if (json === undefined) throw new PartnerAnswerError('not_json');
  throw new PartnerAnswerError('not_envelope', fieldOf(issuePath(envelope.error)));
}

function failure(given: TransportAnswer, envelope: PartnerFailure, secrets: readonly string[]): Error {
  const { resultType, error } = envelope;
  if (error && isRateLimited(error)) {
    const seconds = retryAfterSeconds(error) ?? DEFAULT_RETRY_AFTER_SECONDS;
    return new PartnerRateLimitError('platform', Math.ceil(seconds * 1000));
  }
  const clean = (text: string | null | undefined) => (text ? redactText(text, secrets) : undefined);
  const errorCode = clean(error?.errorCode);
  const reason = clean(error?.reason);
  if (error && errorCode !== undefined && isMiniAppNotRegistered(error)) {
    return new PartnerSetupError({ errorCode, reason });
  }
  if (!isOk(given.httpStatus)) return httpError(given, { errorCode, reason });
  return new PartnerResultError({ resultType: redactText(resultType, secrets), errorCode, reason });
}

const TOO_MANY_REQUESTS = 429;
const UNAVAILABLE = 503;

/** A gateway before the platform may ask for a pause too, in whole seconds. A date would need a clock that agrees with its own. */
function httpError(
  { httpStatus, retryAfter }: TransportAnswer,
  told: PartnerHttpErrorOptions = {},
): PartnerHttpError {
  const byDefault = httpStatus === TOO_MANY_REQUESTS ? DEFAULT_RETRY_AFTER_SECONDS : undefined;
  const asks = httpStatus === TOO_MANY_REQUESTS || httpStatus === UNAVAILABLE;
  const seconds = asks
    ? (retryAfterSeconds({ data: { retryAfterSeconds: retryAfter } }) ?? byDefault)
    : undefined;
  return new PartnerHttpError(httpStatus, {
    ...told,
    ...(seconds === undefined ? {} : { retryAfterMs: Math.ceil(seconds * 1000) }),
  });
}

/** The value of a JSON text; `undefined`, which JSON cannot say, if it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isOk(httpStatus: number): boolean {
  return httpStatus >= 200 && httpStatus < 300;
}

function issuePath(error: {
  readonly issues: readonly { readonly path: readonly PropertyKey[] }[];
}): string[] {
  return error.issues[0]?.path.map(String) ?? [];
}

/** Names only fields of the platform. An unexpected key could contain private data. */
function fieldOf(path: readonly string[]): string | undefined {
  return path.length === 0 ? undefined : path.slice(0, 3).join('.');
}
