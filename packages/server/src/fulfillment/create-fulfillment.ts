import type { Clock } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import { readTimeline } from '../ledger/audit.js';
import { findOrder, findOrdersOf } from '../ledger/find-order.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import { findSubscriptions } from '../ledger/subscriptions.js';
import type { PartnerClient } from '../partner-api/partner-client.js';
import { emitter } from '../telemetry/emitter.js';
import type { FulfillmentEvent } from '../telemetry/fulfillment-event.js';
import { byHand } from './act-by-hand.js';
import { claimDue, readBacklog, release } from './backlog.js';
import type { OnGrant, OnRevoke } from './callbacks.js';
import { type CheckPlan, DEFAULT_CHECK_PLAN } from './check-plan.js';
import { createIntent } from './create-intent.js';
import { deliverDue } from './deliver.js';
import { decideEntitlements, type Entitlements } from './entitlements.js';
import type { ExternalGrant } from './external-grant.js';
import type { Fulfillment } from './fulfillment.js';
import type { FulfillmentContext, Handover, IntentPolicy } from './fulfillment-context.js';
import { grant } from './grant.js';
import { readHealth, suspectCertificate } from './health.js';
import { importOrders } from './import-orders.js';
import { ledgerOfMiniApp } from './ledger-of-mini-app.js';
import { MismatchAlarm } from './mismatch-alarm.js';
import { readOrderId, readUserKey } from './read-input.js';
import { refresh } from './refresh.js';
import { requireFunction, requireMethods } from './require-option.js';
import { UnconfirmedIds } from './unconfirmed-ids.js';
import type { UserKeys } from './user-keys.js';

/** How long a grant may take where its caller sets no deadline, in milliseconds. */
export const DEFAULT_GRANT_TIMEOUT_MS = 25_000;

const DELIVERIES_AT_ONCE = 20;

/** What every fulfilment is made from. */
export interface FulfillmentBaseOptions<Tx> {
  /** Asks the platform. Only its word grants anything. */
  readonly partner: Pick<PartnerClient, 'getOrderStatus' | 'waitForOrder'> &
    Partial<Pick<PartnerClient, 'miniApp'>>;
  /** Where the ledger lives: `sqliteStore` or `postgresStore`. */
  readonly store: LedgerStore<Tx>;
  /** The partner client has to be on the same one: deadlines are handed to it. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
  /** When orders are asked about again. @defaultValue `DEFAULT_CHECK_PLAN` */
  readonly checkPlan?: CheckPlan | undefined;
  /**
   * How long a grant may take where its caller sets no deadline, in milliseconds.
   *
   * @defaultValue 25000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Whether a grant needs an intent (`createIntent`).
   *
   * @defaultValue 'optional'
   */
  readonly intents?: IntentPolicy | undefined;
  /**
   * Whose keys the `userKey`s are. `own` is for a mini-app without Toss Login: no user header is sent, and the ledger binds an order
   * to the first user who redeems it. Then set `intents: 'required'` too, or an order id alone is a bearer token.
   *
   * @defaultValue 'toss_login'
   */
  readonly userKeys?: UserKeys | undefined;
  /**
   * The mini-app's appName. A ledger belongs to one mini-app: the first one that uses it, by this name, and every other one is
   * refused at its first call, `health()` included.
   *
   * @defaultValue what the partner client reads in its certificate; without either the ledger is not looked at
   */
  readonly miniApp?: string | undefined;
  /** Told of each grant, revocation, denial and failure, after the fact. What it throws is dropped. */
  readonly onEvent?: ((event: FulfillmentEvent) => unknown) | undefined;
}

/** What a fulfilment is made from: with callbacks that write in our transaction, or with another system. */
export type FulfillmentOptions<Tx> = FulfillmentBaseOptions<Tx> &
  (
    | {
        readonly onGrant: OnGrant<Tx>;
        readonly onRevoke: OnRevoke<Tx>;
        readonly externalGrant?: undefined;
      }
    | {
        readonly externalGrant: ExternalGrant;
        readonly onGrant?: undefined;
        readonly onRevoke?: undefined;
      }
  );

/**
 * Makes the fulfilment: the part of a partner backend that decides who gets what.
 *
 * @throws FulfillmentInputError if an option is missing or cannot be what it should be
 * @example
 * const fulfillment = createFulfillment({
 *   partner,
 *   store: sqliteStore('.ait-iap/ledger.db'),
 *   onGrant: (tx, order) => tx.run('insert into items values (?, ?, ?)', order.orderId, order.userKey, order.sku),
 *   onRevoke: (tx, order) => tx.run('delete from items where order_id = ?', order.orderId),
 * });
 */
export function createFulfillment<Tx>(options: FulfillmentOptions<Tx>): Fulfillment {
  checkOptions(options);
  const { partner, miniApp } = options;
  const store = ledgerOfMiniApp(options.store, () => miniApp ?? partner.miniApp?.());
  const context: FulfillmentContext<Tx> = {
    partner,
    store,
    handover: handoverOf(options),
    clock: options.clock ?? systemClock,
    checkPlan: options.checkPlan ?? DEFAULT_CHECK_PLAN,
    timeoutMs: options.timeoutMs ?? DEFAULT_GRANT_TIMEOUT_MS,
    intents: options.intents ?? 'optional',
    userKeys: options.userKeys ?? 'toss_login',
    alarm: new MismatchAlarm(),
    unconfirmed: new UnconfirmedIds(),
    emit: emitter(options.onEvent),
  };
  const { externalGrant } = options;
  return {
    grant: (request) => grant(context, request),
    refresh: (request) => refresh(context, request),
    createIntent: (request) => createIntent(context, request),
    entitlements: (userKey) => entitlements(context, userKey),
    order: async (orderId) => {
      const id = readOrderId(orderId);
      return store.read((ledger) => findOrder(ledger, id));
    },
    orders: async (userKey) => {
      const key = readUserKey(userKey);
      return store.read((ledger) => findOrdersOf(ledger, key));
    },
    timeline: async (orderId) => {
      const id = readOrderId(orderId);
      return store.read((ledger) => readTimeline(ledger, id));
    },
    byHand: byHand(context),
    importOrders: (orders, how) => importOrders(context, orders, how),
    backlog: () => readBacklog(context),
    claimDue: (request) => claimDue(context, request),
    release: (orderIds) => release(context, orderIds),
    deliverDue: async ({ limit = DELIVERIES_AT_ONCE, signal } = {}) =>
      externalGrant === undefined ? 0 : deliverDue(context, externalGrant, { limit, signal }),
    suspectCertificate: () => suspectCertificate(context),
    health: () => readHealth(context),
  };
}

function checkOptions<Tx>({
  partner,
  store,
  onGrant,
  onRevoke,
  externalGrant,
}: FulfillmentOptions<Tx>): void {
  requireMethods(
    'partner',
    partner,
    ['getOrderStatus', 'waitForOrder'],
    'Pass what createPartnerClient made.',
  );
  requireMethods('store', store, ['transaction', 'read'], 'Pass sqliteStore(path) or postgresStore(pool).');
  if (externalGrant !== undefined) {
    const remedy = 'Pass { deliver, withdraw }, both functions.';
    requireMethods('externalGrant', externalGrant, ['deliver', 'withdraw'], remedy);
    return;
  }
  requireFunction('onGrant', onGrant, 'Pass what hands the product over.');
  requireFunction('onRevoke', onRevoke, 'Pass what takes the product back after a refund.');
}

function handoverOf<Tx>(options: FulfillmentOptions<Tx>): Handover<Tx> {
  return options.externalGrant === undefined
    ? { kind: 'transaction', onGrant: options.onGrant, onRevoke: options.onRevoke }
    : { kind: 'external', external: options.externalGrant };
}

async function entitlements<Tx>(
  { store, clock }: FulfillmentContext<Tx>,
  key: string,
): Promise<Entitlements> {
  const userKey = readUserKey(key);
  return store.read(async (ledger) => {
    const orders = await findOrdersOf(ledger, userKey);
    const subscriptions = await findSubscriptions(
      ledger,
      orders.map(({ orderId }) => orderId),
    );
    return decideEntitlements(userKey, orders, subscriptions, clock.now());
  });
}
