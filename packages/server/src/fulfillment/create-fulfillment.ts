import type { Clock } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import { readTimeline } from '../ledger/audit.js';
import { findOrder, findOrdersOf } from '../ledger/find-order.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import { findSubscriptions } from '../ledger/subscriptions.js';
import { emitter } from '../listeners/emitter.js';
import { fulfillmentOptions as read } from '../options/fulfillment-options.js';
import type { PartnerClient } from '../partner-api/partner-client.js';
import type { FulfillmentEvent } from '../telemetry/fulfillment-event.js';
import { createByHand } from './act-by-hand.js';
import { giveBack, readBacklog, takeDue } from './backlog.js';
import type { OnGrant, OnRevoke } from './callbacks.js';
import type { CheckPlan } from './check-plan.js';
import { createIntent } from './create-intent.js';
import { deliverDue } from './deliver.js';
import { type DueWork, withDueWork } from './due-work.js';
import { decideEntitlements, type Entitlements } from './entitlements.js';
import type { ExternalGrant } from './external-grant.js';
import { forgetUser } from './forget-user.js';
import type { Fulfillment } from './fulfillment.js';
import {
  type FulfillmentContext,
  type Handover,
  INTENT_POLICIES,
  type IntentPolicy,
} from './fulfillment-context.js';
import { grant } from './grant.js';
import { readHealth, suspectCertificate } from './health.js';
import { importOrders } from './import-orders.js';
import { ledgerOfMiniApp } from './ledger-of-mini-app.js';
import { MismatchAlarm } from './mismatch-alarm.js';
import { readCheckPlan } from './read-check-plan.js';
import { readOrderId, readUserKey } from './read-input.js';
import { refresh } from './refresh.js';
import { UnconfirmedIds } from './unconfirmed-ids.js';
import { USER_KEYS, type UserKeys } from './user-keys.js';

/** How long a grant may take without a deadline of its caller, in milliseconds. */
export const DEFAULT_GRANT_TIMEOUT_MS = 25_000;

const HOUR_MS = 3_600_000;
const TIMEOUT_MS = { byDefault: DEFAULT_GRANT_TIMEOUT_MS, min: 1, max: HOUR_MS };
const DELIVERIES_AT_ONCE = { byDefault: 20, min: 1, max: 1_000 };

/** The options that every fulfilment takes. */
export interface FulfillmentBaseOptions<Tx> {
  /** Asks the platform. Only the platform's answer can lead to a grant. */
  readonly partner: Pick<PartnerClient, 'getOrderStatus' | 'waitForOrder'> &
    Partial<Pick<PartnerClient, 'miniApp'>>;
  /** Where the ledger lives: `sqliteStore` or `postgresStore`. */
  readonly store: LedgerStore<Tx>;
  /** Give the partner client the same clock, because deadlines are passed on to it. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
  /** When orders are checked again. @defaultValue `DEFAULT_CHECK_PLAN` */
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
   * Where the `userKey`s come from. `own` is for a mini-app without Toss Login: no user header is sent, and an order
   * belongs to the first user who redeems it. Then also set `intents: 'required'`. Otherwise an order id alone is a
   * bearer token.
   *
   * @defaultValue 'toss_login'
   */
  readonly userKeys?: UserKeys | undefined;
  /**
   * The appName of the mini-app. A ledger belongs to the first mini-app that uses it. Every other one is refused at its
   * first call, including `health()`.
   *
   * @defaultValue the name in the partner client's certificate; without either, nothing is checked
   */
  readonly miniApp?: string | undefined;
  /** Called after each grant, revocation, denial and failure. Errors that it throws are dropped. */
  readonly onEvent?: ((event: FulfillmentEvent) => unknown) | undefined;
}

/**
 * The options of `createFulfillment`: either callbacks that write in the ledger's transaction, or `externalGrant` for
 * another system.
 */
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
 * Creates the fulfilment: the part of a partner backend that decides who gets what.
 *
 * @throws FulfillmentInputError if an option is missing or invalid
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
    checkPlan: readCheckPlan(options.checkPlan),
    timeoutMs: read.wholeNumber('timeoutMs', options.timeoutMs, TIMEOUT_MS),
    intents: read.word('intents', options.intents, INTENT_POLICIES, 'optional'),
    userKeys: read.word('userKeys', options.userKeys, USER_KEYS, 'toss_login'),
    alarm: new MismatchAlarm(),
    unconfirmed: new UnconfirmedIds(),
    emit: emitter(options.onEvent),
  };
  const fulfillment: Fulfillment = {
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
    byHand: createByHand(context),
    forgetUser: (request) => forgetUser(context, request),
    importOrders: (orders, how) => importOrders(context, orders, how),
    backlog: () => readBacklog(context),
    health: () => readHealth(context),
  };
  return withDueWork(fulfillment, dueWork(context, options.externalGrant));
}

function dueWork<Tx>(context: FulfillmentContext<Tx>, externalGrant: ExternalGrant | undefined): DueWork {
  return {
    take: (request) => takeDue(context, request),
    giveBack: (orderIds) => giveBack(context, orderIds),
    deliver: async ({ limit, signal } = {}) => {
      const most = read.wholeNumber('limit', limit, DELIVERIES_AT_ONCE);
      return externalGrant === undefined ? 0 : deliverDue(context, externalGrant, { limit: most, signal });
    },
    suspectCertificate: (reason) => suspectCertificate(context, reason),
  };
}

function checkOptions<Tx>(options: FulfillmentOptions<Tx>): void {
  read.requireObject('options', options, 'Pass { partner, store, onGrant, onRevoke }.');
  const { partner, store, onGrant, onRevoke, externalGrant } = options;
  const client = 'Pass what createPartnerClient made.';
  read.requireMethods('partner', partner, ['getOrderStatus', 'waitForOrder'], client);
  const ledger = 'Pass sqliteStore(path) or postgresStore(pool).';
  read.requireMethods('store', store, ['transaction', 'read'], ledger);
  read.optionalFunction('onEvent', options.onEvent);
  read.optionalText('miniApp', options.miniApp);
  read.optionalClock(options.clock);
  if (externalGrant !== undefined) {
    const remedy = 'Pass { deliver, withdraw }, both functions.';
    read.requireMethods('externalGrant', externalGrant, ['deliver', 'withdraw'], remedy);
    return;
  }
  read.requireFunction('onGrant', onGrant, 'Pass the function that gives the product to the user.');
  read.requireFunction('onRevoke', onRevoke, 'Pass the function that takes the product back after a refund.');
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
