import { type Clock, isWebhookSender } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import { problemResponse } from '../http/problem.js';
import { BODY_TIMEOUT_MS, type BodyLimits, malformed, readAnyBody } from '../http/read-body.js';
import { RequestProblem } from '../http/request-problem.js';
import { requireRequest } from '../http/require-request.js';
import { toProblem } from '../http/to-problem.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import type { UnreadState } from '../ledger/schema.js';
import type { StoredChange } from '../ledger/subscription-changes.js';
import type { UnreadEvent } from '../ledger/unread-webhooks.js';
import { type Emit, emitter } from '../listeners/emitter.js';
import { errorListener } from '../listeners/error-listener.js';
import { fulfillmentOptions as read } from '../options/fulfillment-options.js';
import type { PartnerClient } from '../partner-api/partner-client.js';
import {
  checkAuthorization,
  type ReadAuthorization,
  type WebhookAuthorization,
} from './check-authorization.js';
import { readAuthorization } from './read-authorization.js';
import { type ReadEvent, readEvent } from './read-event.js';
import type { OnSubscriptionChanged } from './subscription-change.js';
import { type ReceivedOutcome, SubscriptionEvents } from './subscription-events.js';
import { UnreadEvents } from './unread-events.js';

/** The options of `createWebhookHandler`. */
export interface WebhookHandlerOptions<Tx> {
  /** The ledger of the fulfilment. */
  readonly store: LedgerStore<Tx>;
  /** Applies a change of a subscription, in the ledger's transaction. */
  readonly onSubscriptionChanged: OnSubscriptionChanged<Tx>;
  /**
   * The `Authorization` header that you chose in the console. `'none'` accepts events from anybody who knows the URL;
   * then check at least the sender's address.
   */
  readonly authorization: WebhookAuthorization | 'none';
  /**
   * Returns the address of the sender. The event is then accepted only from an address of the platform. Behind proxies
   * use `forwardedAddress(1)`.
   *
   * @defaultValue not checked
   */
  readonly clientAddress?: ((request: Request) => string | undefined) | undefined;
  /**
   * Finds the user of an event by the open intents, before any grant. Leave it out if the fulfilment has
   * `userKeys: 'own'`: the platform does not know those users, so an event waits until a grant has brought its order
   * into the ledger.
   */
  readonly partner?: Pick<PartnerClient, 'getOrderStatus'> | undefined;
  /** Called with the result of each event, and for each refused sender. Errors that it throws are dropped. */
  readonly onEvent?: ((event: WebhookReport) => void) | undefined;
  /**
   * Called with errors of `onSubscriptionChanged` and of the database.
   *
   * @defaultValue `console.error`
   */
  readonly onError?: ((error: unknown) => void) | undefined;
  /**
   * How long a body may take to arrive, in milliseconds, at most 300,000. After that the answer is 408.
   *
   * @defaultValue 10000
   */
  readonly bodyTimeoutMs?: number | undefined;
  /** The clock that it uses. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/** The result of an event. */
export interface WebhookReport {
  /** The type as it was sent, at most 100 characters. Empty if none was read. */
  readonly eventType: string;
  /** What was done with the webhook. */
  readonly outcome:
    | ReceivedOutcome
    /** The platform asked us to verify the address. */
    | 'verified'
    /** Stored as it arrived: it is malformed, or of a type that this version does not know. */
    | UnreadState
    /** Answered with 401 without reading it: see `refusedBy`. */
    | 'refused';
  /**
   * True if another event of the same order, type, time and reason, but with another state, came before. The platform
   * contradicts itself: both are kept and put in order, and the order is checked at once.
   */
  readonly contrary?: true;
  /** The check that the sender failed. */
  readonly refusedBy?: 'authorization' | 'address';
}

/** An event that could not be applied yet, or could not be read at all. */
export type WaitingEvent = StoredChange | UnreadEvent;

/** Answers webhooks: a plain function from request to response, with some methods. */
export interface WebhookHandler {
  /** Answers one request of the platform. */
  (request: Request): Promise<Response>;
  /** Returns the events that could not be applied yet, the oldest first, then those that could not be read. */
  waiting(options?: { readonly limit?: number }): Promise<WaitingEvent[]>;
  /** Tries failed events again, and reads unread ones again. Resolves with the number of finished events. */
  replay(): Promise<number>;
  /** Applies waiting events whose orders are known by now. Pass it to the reconciler as `also`. */
  applyWaiting(): Promise<number>;
}

// An event has about a kilobyte.
const MAX_BYTES = 64 * 1024;
const LISTED = { byDefault: 100, min: 1, max: 10_000 };

/**
 * Creates the handler of the subscription webhook. Each event is on disk before it is answered with 204, so nothing
 * depends on the platform sending it again. Each event is applied once, the newest last. An event that cannot be read
 * is stored as it arrived. A webhook is a reason to ask, not evidence: it moves no money and grants nothing by itself.
 *
 * @throws FulfillmentInputError if an option is invalid, such as an empty value of `authorization`
 */
export function createWebhookHandler<Tx>(options: WebhookHandlerOptions<Tx>): WebhookHandler {
  const door = checkOptions(options);
  const { clock = systemClock } = options;
  const now = () => clock.now();
  const onError = errorListener(options.onError);
  const { store, onSubscriptionChanged, partner } = options;
  const events = new SubscriptionEvents<Tx>({ store, onSubscriptionChanged, partner, now, onError });
  const unread = new UnreadEvents(store, now);
  const timeoutMs = read.wholeNumber('bodyTimeoutMs', options.bodyTimeoutMs, BODY_TIMEOUT_MS);
  const limits = { maxBytes: MAX_BYTES, timeoutMs, clock };
  const desk: Desk<Tx> = { ...door, limits, events, unread, report: emitter(options.onEvent) };
  const refuse = (error: unknown): Response => {
    const problem = toProblem(error);
    if (problem.status >= 500) onError(error);
    return problemResponse(problem);
  };
  const handle = (request: Request): Promise<Response> => {
    requireRequest(request);
    return answer(request, desk).catch(refuse);
  };
  return Object.assign(handle, {
    waiting: async ({ limit }: { readonly limit?: number } = {}) => {
      const most = read.wholeNumber('limit', limit, LISTED);
      const known: WaitingEvent[] = await events.list(most);
      return [...known, ...(await unread.list(most))].slice(0, most);
    },
    replay: async () => {
      const reread = await unread.reread((change, payload) => events.receive(change, payload));
      return reread + (await events.replay());
    },
    applyWaiting: () => events.applyWaiting(),
  });
}

/** Decides which senders are accepted. */
interface Door {
  /** Missing: any sender is accepted. */
  readonly authorization: ReadAuthorization | undefined;
  readonly clientAddress: ((request: Request) => string | undefined) | undefined;
}

interface Desk<Tx> extends Door {
  readonly limits: BodyLimits;
  readonly events: SubscriptionEvents<Tx>;
  readonly unread: UnreadEvents;
  readonly report: Emit<WebhookReport> | undefined;
}

function checkOptions<Tx>(options: WebhookHandlerOptions<Tx>): Door {
  const { store, onSubscriptionChanged, authorization, clientAddress } = options;
  read.requireMethods('store', store, ['transaction', 'read'], 'Pass the store of the fulfilment.');
  read.requireFunction(
    'onSubscriptionChanged',
    onSubscriptionChanged,
    'Pass the function that is told of each change of a subscription.',
  );
  read.optionalFunction('clientAddress', clientAddress);
  read.optionalFunction('onEvent', options.onEvent);
  read.optionalFunction('onError', options.onError);
  read.optionalMethods('partner', options.partner, ['getOrderStatus'], 'Pass what createPartnerClient made.');
  read.optionalClock(options.clock);
  return { authorization: readAuthorization(authorization), clientAddress };
}

async function answer<Tx>(request: Request, desk: Desk<Tx>): Promise<Response> {
  if (request.method !== 'POST') {
    throw new RequestProblem({
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
      detail: 'Use POST.',
      headers: { allow: 'POST' },
    });
  }
  await admit(request, desk);
  // Any content type is accepted: an accepted sender cannot be a page of another site.
  const body = await readAnyBody(request, desk.limits);
  const event = readEvent(body);
  const { outcome, contrary } = await take(event, body, desk);
  desk.report?.({ eventType: event.eventType, outcome, ...(contrary ? { contrary } : {}) });
  if (event.kind === 'unread' && event.eventType === '') throw malformed('The body is not a webhook event.');
  return new Response(null, { status: 204 });
}

async function take<Tx>(
  event: ReadEvent,
  body: string,
  { events, unread }: Desk<Tx>,
): Promise<{ readonly outcome: WebhookReport['outcome']; readonly contrary?: boolean }> {
  switch (event.kind) {
    case 'verification':
      return { outcome: 'verified' };
    case 'change':
      return events.receive(event.change, body);
    case 'unread':
      if (body.trim() !== '') await unread.keep({ ...event, body });
      return { outcome: event.state };
  }
}

/** Accepts a sender with the right header and an address of the platform. Both failures get the same answer. */
async function admit(
  request: Request,
  { authorization, clientAddress, report }: Door & Pick<Desk<unknown>, 'report'>,
): Promise<void> {
  const header = request.headers.get('authorization');
  const known = authorization === undefined || (await checkAuthorization(header, authorization));
  const address = clientAddress?.(request);
  const placed = clientAddress === undefined || (address !== undefined && isWebhookSender(address));
  if (known && placed) return;
  report?.({ eventType: '', outcome: 'refused', refusedBy: known ? 'address' : 'authorization' });
  throw new RequestProblem({
    status: 401,
    code: 'UNAUTHENTICATED',
    detail: 'The webhook is not from the platform.',
  });
}
