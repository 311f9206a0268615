import { GRANT_WINDOW_MS } from '@ait-iap/protocol';
import type { CatalogProduct } from './catalog-product.js';
import { DUE, dueKey } from './due-key.js';
import { nextSubscriptionDue } from './next-subscription-due.js';
import { isPending, type Order } from './order.js';
import { projectRefund } from './project-refund.js';
import { projectVersion } from './project-version.js';
import { RECORD, subscribedId } from './record-kind.js';
import type { WorldChanges } from './world-changes.js';
import type { WorldEvent } from './world-event.js';

/**
 * Applies an event to the rows. The result depends only on the event and the rows before it, so the same log always
 * gives the same world. It decides nothing: whether an event may happen was decided before it was written.
 */
export function project(event: WorldEvent, changes: WorldChanges): void {
  switch (event.type) {
    case 'WorldCreated':
      changes.putRecord(RECORD.world, 'seed', event.seed);
      changes.putRecord(RECORD.world, 'settings', event.settings);
      return;
    case 'SettingsChanged':
      changes.putRecord(RECORD.world, 'settings', event.settings);
      return;
    case 'ProductChanged':
      changes.putRecord(RECORD.product, event.product.sku, { ...event.product, updatedAt: event.at });
      return;
    case 'ProductRemoved':
      changes.putRecord(RECORD.product, event.sku, undefined);
      return;
    case 'RecordChanged':
      changes.putRecord(event.kind, event.id, event.value);
      if ('due' in event) changes.putDue(dueKey(event.kind, event.id), event.due ?? undefined);
      return;
    case 'PartnerMailed':
      changes.putRecord(RECORD.mail, String(event.seq).padStart(12, '0'), {
        at: event.at,
        subject: event.subject,
        text: event.text,
      });
      return;
    case 'VersionChanged':
      projectVersion(event, changes);
      return;
    case 'UserNotified':
      return;
    case 'OrderOpened':
      openOrder(event, changes);
      return;
    default:
      changeOrder(event, changes);
  }
}

type Opened = Extract<WorldEvent, { type: 'OrderOpened' }>;
type OrderEvent = Extract<WorldEvent, { orderId: string }>;

function openOrder(event: Opened, changes: WorldChanges): void {
  const product = changes.record(RECORD.product, event.sku) as CatalogProduct | undefined;
  changes.putOrder({
    number: changes.orderCount() + 1,
    orderId: event.orderId,
    userKey: event.userKey,
    sku: event.sku,
    kind: product?.type ?? 'CONSUMABLE',
    store: event.store,
    state: 'ORDER_IN_PROGRESS',
    reason: 'OPENED',
    amount: event.amount,
    openedAt: event.at,
    stateAt: event.at,
    ...(event.offerId !== undefined && { offerId: event.offerId }),
  });
}

function changeOrder(
  event: Exclude<OrderEvent, Opened | { type: 'UserNotified' }>,
  changes: WorldChanges,
): void {
  const order = changes.order(event.orderId);
  if (order === undefined) return;
  const changed = { ...order, ...change(event, order, changes.refundCount() + 1) };
  changes.putOrder(changed);
  planOrder(order, changed, event.at, changes);
  projectRefund(event, order, changed, changes);
  planRecord(event, changes);
  if (event.type === 'SubscriptionChanged' && event.changeReason === 'CREATED') {
    changes.putRecord(RECORD.subscribed, subscribedId(order.userKey, order.sku), true);
  }
}

function change(
  event: Exclude<OrderEvent, Opened | { type: 'UserNotified' }>,
  order: Order,
  number: number,
): Partial<Order> {
  const { at } = event;
  switch (event.type) {
    case 'PaymentPended':
      return { reason: 'PAYMENT_PENDING', stateAt: at };
    case 'OrderPaid':
      return { state: 'PAYMENT_COMPLETED', reason: 'PAID', stateAt: at, paidAt: at, grantWindow: 'open' };
    case 'PaymentTaken': {
      const state = event.recordedAt === undefined ? 'FAILED' : 'ORDER_IN_PROGRESS';
      return { state, reason: event.code, stateAt: at, paidAt: at, recorded: false };
    }
    case 'PaymentRecorded':
      return recorded(order, at);
    case 'OrderFailed':
      return { state: 'FAILED', reason: event.reason, stateAt: at };
    case 'OrderGranted':
      return { state: 'PURCHASED', reason: 'GRANTED', stateAt: at, grantedAt: at, grantWindow: 'answered' };
    case 'GrantRefused':
      return { grantWindow: 'refused' };
    case 'GrantWindowClosed':
      return { grantWindow: 'missed' };
    case 'RefundRequested':
      return {
        refund: {
          state: 'REQUESTED',
          reason: event.reason,
          requestedAt: at,
          decider: event.decider,
          number,
        },
      };
    case 'RefundApproved':
      return { refund: { ...refundOf(order), state: 'STORE_REVIEW', decider: 'STORE', approvedAt: at } };
    case 'RefundRejected': {
      const { decider: _, ...refund } = refundOf(order);
      const rejected = { rejectedBy: event.by, rejectReason: event.reason };
      return { refund: { ...refund, state: 'REJECTED', decidedAt: at, ...rejected } };
    }
    case 'OrderRefunded':
      // Only between the user and the app market: Toss does not know about the payment.
      if (order.recorded === false) return { refundedAt: at, ...completedRefund(order, at) };
      return {
        state: 'REFUNDED',
        reason: event.reason,
        stateAt: at,
        refundedAt: at,
        ...completedRefund(order, at),
      };
    case 'SubscriptionChanged':
      return { subscription: event.current };
  }
}

function recorded({ refundedAt }: Order, at: number): Partial<Order> {
  if (refundedAt !== undefined)
    return { state: 'REFUNDED', reason: 'REFUNDED_BY_STORE', stateAt: at, recorded: true };
  // The mini-app's thirty seconds start with the payment.
  const grantWindow = 'missed';
  return { state: 'PAYMENT_COMPLETED', reason: 'PAID', stateAt: at, recorded: true, grantWindow };
}

function refundOf(order: Order) {
  if (order.refund === undefined)
    throw new Error(`Order ${order.orderId} has no refund request in this log.`);
  return order.refund;
}

/** A refund without an open request does not change the last request. */
function completedRefund(order: Order, at: number): Partial<Order> {
  if (order.refund?.decider === undefined) return {};
  const { decider: _, ...refund } = order.refund;
  return { refund: { ...refund, state: 'COMPLETED', decidedAt: at } };
}

function planRecord(event: OrderEvent, changes: WorldChanges): void {
  const due = dueKey(DUE.paymentRecord, event.orderId);
  if (event.type === 'PaymentTaken') changes.putDue(due, event.recordedAt);
  else if (event.type === 'PaymentRecorded') changes.putDue(due, undefined);
}

/** Plans or cancels what the order will do by itself. */
function planOrder(before: Order, after: Order, at: number, changes: WorldChanges): void {
  const awaited = isPending(after) && after.grantWindow === 'open';
  const wasAwaited = isPending(before) && before.grantWindow === 'open';
  if (awaited !== wasAwaited) {
    changes.putDue(dueKey(DUE.grantWindow, after.orderId), awaited ? at + GRANT_WINDOW_MS : undefined);
  }
  if (before.subscription === after.subscription) return;
  changes.putDue(dueKey(DUE.subscription, after.orderId), nextSubscriptionDue(after.subscription));
}
