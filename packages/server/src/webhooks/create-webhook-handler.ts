import {
  type Clock,
  isRegistrationVerification,
  isSubscriptionStatusChanged,
  isWebhookSender,
  webhookEventSchema,
} from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import { FulfillmentInputError } from '../fulfillment/fulfillment-input-error.js';
import { requireFunction, requireMethods } from '../fulfillment/require-option.js';
import { problemResponse } from '../http/problem.js';
import { malformed, readJson } from '../http/read-body.js';
import { RequestProblem } from '../http/request-problem.js';
import { toProblem } from '../http/to-problem.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import type { StoredChange } from '../ledger/subscription-changes.js';
import type { PartnerClient } from '../partner-api/partner-client.js';
import { checkAuthorization, type WebhookAuthorization } from './check-authorization.js';
import type { OnSubscriptionChanged } from './subscription-change.js';
import { type ReceivedOutcome, SubscriptionEvents } from './subscription-events.js';

/** What a webhook handler is made from. */
export interface WebhookHandlerOptions<Tx> {
  /** The ledger of the fulfilment. */
  readonly store: LedgerStore<Tx>;
  readonly onSubscriptionChanged: OnSubscriptionChanged<Tx>;
  /**
   * The header that was chosen in the console. `'none'` takes events from anybody who knows the URL; then check the sender's
   * address at least.
   */
  readonly authorization: WebhookAuthorization | 'none';
  /**
   * Tells the address of the sender, which must then be one of the platform's. Behind proxies: `forwardedAddress(1)`.
   *
   * @defaultValue not checked
   */
  readonly clientAddress?: ((request: Request) => string | undefined) | undefined;
  /** Lets an event find its user by the open intents, before any grant. */
  readonly partner?: Pick<PartnerClient, 'getOrderStatus'> | undefined;
  /** Told what became of each event. */
  readonly onEvent?: ((event: WebhookReport) => void) | undefined;
  /** Told of what `onSubscriptionChanged` threw and of failures of the database. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/** What became of an event. */
export interface WebhookReport {
  /** As it was sent, at most 100 characters. */
  readonly eventType: string;
  readonly outcome: ReceivedOutcome | 'verified' | 'unknown_type';
}

/** Answers webhooks; a plain function from request to response with a few more. */
export interface WebhookHandler {
  (request: Request): Promise<Response>;
  /** Events that could not be applied yet, the oldest first. */
  pending(options?: { readonly limit?: number }): Promise<StoredChange[]>;
  /** Tries failed events again. Resolves with how many were settled. */
  replay(): Promise<number>;
  /** Looks whether the orders of waiting events are known by now. Give it to the reconciler as `also`. */
  settle(): Promise<number>;
}

// An event has about a kilobyte.
const BODY_LIMIT_BYTES = 64 * 1024;

/**
 * Makes the handler of the subscription webhook. Each event is on disk before it is answered with 204, so nothing depends on
 * the platform sending it again; what it says is applied once, the newest last.
 *
 * @throws FulfillmentInputError if an option cannot be what it should be, such as an empty value of `authorization`
 */
export function createWebhookHandler<Tx>(options: WebhookHandlerOptions<Tx>): WebhookHandler {
  checkOptions(options);
  const { onError = () => undefined, clock = systemClock } = options;
  const events = new SubscriptionEvents<Tx>({
    store: options.store,
    onSubscriptionChanged: options.onSubscriptionChanged,
    partner: options.partner,
    now: () => clock.now(),
    onError,
  });
  const handle = async (request: Request): Promise<Response> => {
    try {
      return await answer(request, options, events);
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status >= 500) onError(error);
      return problemResponse(problem);
    }
  };
  return Object.assign(handle, {
    pending: ({ limit = 100 } = {}) => events.list(['waiting', 'failed'], limit),
    replay: () => events.retry(['failed']),
    settle: () => events.retry(['waiting']),
  });
}

function checkOptions<Tx>({ store, onSubscriptionChanged, authorization }: WebhookHandlerOptions<Tx>): void {
  requireMethods('store', store, ['transaction', 'read'], 'Pass the store of the fulfilment.');
  requireFunction('onSubscriptionChanged', onSubscriptionChanged, 'Pass what takes a change over.');
  const values = typeof authorization === 'object' ? [authorization?.value].flat() : [];
  const usable = values.length > 0 && values.every((value) => typeof value === 'string' && value !== '');
  if (authorization === 'none' || usable) return;
  throw new FulfillmentInputError(
    'authorization',
    'it names no value. Pass the scheme and the value of the console, or "none" if you chose no header.',
  );
}

async function answer<Tx>(
  request: Request,
  options: WebhookHandlerOptions<Tx>,
  events: SubscriptionEvents<Tx>,
): Promise<Response> {
  if (request.method !== 'POST') {
    throw new RequestProblem({
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
      detail: 'Use POST.',
      headers: { allow: 'POST' },
    });
  }
  await admit(request, options);
  const parsed = webhookEventSchema.safeParse(await readJson(request, BODY_LIMIT_BYTES));
  if (!parsed.success) throw malformed('The body is not a webhook event.');
  const event = parsed.data;
  const report = (outcome: WebhookReport['outcome']) =>
    options.onEvent?.({ eventType: event.eventType.slice(0, 100), outcome });
  if (isSubscriptionStatusChanged(event)) report(await events.receive(event));
  else report(isRegistrationVerification(event) ? 'verified' : 'unknown_type');
  return new Response(null, { status: 204 });
}

/** Lets in who knows the header and sends from an address of the platform. Both fail alike. */
async function admit<Tx>(request: Request, options: WebhookHandlerOptions<Tx>): Promise<void> {
  const { authorization, clientAddress } = options;
  const known =
    authorization === 'none' ||
    (await checkAuthorization(request.headers.get('authorization'), authorization));
  const address = clientAddress?.(request);
  const placed = clientAddress === undefined || (address !== undefined && isWebhookSender(address));
  if (known && placed) return;
  throw new RequestProblem({
    status: 401,
    code: 'UNAUTHENTICATED',
    detail: 'The webhook is not from the platform.',
  });
}
