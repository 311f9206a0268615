import type { WebhookBody } from './webhook-body.js';
import { authorizationHeader, type WebhookTarget } from './webhook-target.js';

/** How long to wait for an answer, in milliseconds. The platform's own limit is not documented. */
const PATIENCE_MS = 10_000;

/** The result of one request. */
export type PostOutcome = { readonly status: number } | { readonly error: string };

/** Posts one webhook. A redirect is not followed and counts as a failure. */
export async function postWebhook(
  send: typeof fetch,
  { url, authorization }: WebhookTarget,
  body: WebhookBody,
  signal: AbortSignal,
): Promise<PostOutcome> {
  const header = authorizationHeader(authorization);
  try {
    const answer = await send(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'ait-iap-sandbox',
        ...(header && { authorization: header }),
      },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    await answer.body?.cancel();
    return { status: answer.status };
  } catch (error) {
    return { error: reasonOf(error) };
  }
}

/** `fetch failed` says nothing, but its cause does. */
function reasonOf(error: unknown): string {
  const { cause, name, message } = error as { cause?: { code?: unknown }; name?: string; message?: string };
  if (typeof cause?.code === 'string') return cause.code;
  return name === 'TimeoutError' ? `no answer within ${PATIENCE_MS / 1000} s` : (message ?? 'unknown');
}
