import { type Clock, GRANT_WINDOW_MS } from '@ait-iap/protocol';
import { before, LATE } from '../clock/before.js';
import { grantUnavailable } from './grant-unavailable.js';
import type { HttpGrantOptions } from './http-grant-options.js';

/** The body of the request. See `grantRequestSchema`. */
interface GrantBody {
  readonly orderId: string;
  readonly sku: string | undefined;
  readonly subscriptionId: string | undefined;
}

/** Statuses of a proxy if the backend did not answer. Then the request may be repeated. */
const RETRIED_STATUSES: readonly number[] = [502, 503, 504];

/** The pauses before further attempts, in milliseconds: short, because a user waits. */
const PAUSES_MS: readonly number[] = [250, 500, 1_000, 2_000];

/**
 * Posts until there is an answer or the time is up.
 *
 * @returns the JSON of an answer with status 200
 */
export async function askBackend(
  options: HttpGrantOptions & { readonly clock: Clock },
  body: GrantBody,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const { clock } = options;
  for (let attempt = 0; ; attempt++) {
    const remainingMs = Math.min(Math.floor(deadline - clock.now()), GRANT_WINDOW_MS);
    if (remainingMs < 1) throw grantUnavailable('there is no time left', body.orderId);
    const stop = new AbortController();
    const onAbort = () => stop.abort(signal?.reason);
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort);
    const tried = await before(post(options, { ...body, remainingMs }, stop.signal), deadline, clock).finally(
      () => signal?.removeEventListener('abort', onAbort),
    );
    if (tried === LATE) {
      stop.abort();
      throw grantUnavailable('the backend did not answer in time', body.orderId);
    }
    if ('answer' in tried) return tried.answer;
    const pause = PAUSES_MS[attempt];
    if (pause === undefined || !tried.retry) throw grantUnavailable(tried.why, body.orderId, tried.cause);
    await clock.sleep(pause, signal);
  }
}

type Try =
  | { readonly answer: unknown }
  | { readonly why: string; readonly retry: boolean; readonly cause?: unknown };

async function post(
  { url, headers, credentials, fetch = globalThis.fetch }: HttpGrantOptions,
  body: GrantBody & { readonly remainingMs: number },
  signal: AbortSignal,
): Promise<Try> {
  let response: Response;
  try {
    const allHeaders = new Headers(typeof headers === 'function' ? await headers() : headers);
    allHeaders.set('content-type', 'application/json');
    response = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: allHeaders,
      signal,
      ...(credentials && { credentials }),
    });
  } catch (cause) {
    // The headers function may need its own request.
    return { why: 'the request failed', retry: !signal.aborted, cause };
  }
  const { status } = response;
  if (status !== 200)
    return { why: `the backend answered ${status}`, retry: RETRIED_STATUSES.includes(status) };
  try {
    return { answer: await response.json() };
  } catch (cause) {
    // The connection broke, or the answer is not JSON. It is safe to ask again in both cases.
    return { why: 'the answer is not JSON', retry: !signal.aborted, cause };
  }
}
