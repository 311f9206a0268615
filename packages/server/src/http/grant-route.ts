import { type Clock, type GrantAnswerInput, grantRequestSchema } from '@ait-iap/protocol';
import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { jsonResponse } from './json-response.js';
import { malformed, readJson } from './read-body.js';

// Enough for an order id, a sku and a few words. A larger body is not a grant request.
const MAX_BYTES = 8 * 1024;

/** What a grant over HTTP needs. */
export interface GrantRouteContext {
  readonly fulfillment: Fulfillment;
  readonly clock: Clock;
  readonly bodyTimeoutMs: number;
}

/** Answers `POST /grant`: grants the order to the user who is signed in, within the time that the mini-app has left. */
export async function grantRoute(
  request: Request,
  userKey: string,
  { fulfillment, clock, bodyTimeoutMs }: GrantRouteContext,
): Promise<Response> {
  const startedAt = clock.now();
  const body = await readJson(request, { maxBytes: MAX_BYTES, timeoutMs: bodyTimeoutMs, clock });
  const parsed = grantRequestSchema.safeParse(body);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'body');
    throw malformed(`Malformed: ${[...new Set(fields)].join(', ')}.`);
  }
  const { sku, remainingMs } = parsed.data;
  const result = await fulfillment.grant({
    // The spelling as it arrived, not the lower case of the schema: the platform may compare letter by letter.
    orderId: (body as { readonly orderId: string }).orderId,
    userKey,
    sku,
    deadline: remainingMs === undefined ? undefined : startedAt + remainingMs,
    signal: request.signal,
  });
  const answer: GrantAnswerInput = {
    orderId: result.orderId,
    outcome: result.outcome,
    ...('reason' in result ? { reason: result.reason } : {}),
  };
  return jsonResponse(answer);
}
