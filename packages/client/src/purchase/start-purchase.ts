import { isSku } from '@ait-iap/protocol';
import { callApp } from '../app-callback/call-app.js';
import { isSupportedBy, unsupportedAppVersion } from '../bridge/host-environment.js';
import { IapError } from '../errors/iap-error.js';
import { toIapError } from '../errors/to-iap-error.js';
import { holdInThisTab, orderLock } from '../open-orders/only-one-tab.js';
import type { OpenOrder } from '../open-orders/open-order.js';
import type { HostSession } from '../session/host-session.js';
import { followSheet } from './follow-sheet.js';
import type { PurchaseOutcome } from './outcome.js';
import type { PurchaseOrder } from './purchase-order.js';
import { settleEarlier } from './settle-earlier.js';

/** A purchase that was started. */
export interface PurchaseRun {
  /** How it ends; never rejects. */
  readonly outcome: Promise<PurchaseOutcome>;
  /**
   * Stops waiting. Before the order sheet is open nothing is opened any more; after it, the order goes on without
   * the app: a payment is still granted and answered, and no listener stays once the host has said its last word.
   */
  abandon(): void;
}

/** Starts a purchase: at most one order for a product is open at a time, whoever asks. */
export function startPurchase(session: HostSession, order: PurchaseOrder): PurchaseRun {
  const refused = refusal(session, order);
  if (refused) return { outcome: Promise.resolve(refused), abandon() {} };
  const { running } = session;
  const gaveUp = new AbortController();
  const progress: Progress = { sheetOpened: false, orderId: undefined };
  running.add(order.sku);
  const whole = run(session, order, gaveUp.signal, progress)
    .catch((error): PurchaseOutcome => fail(order.sku, toIapError(error, 'buy')))
    .finally(() => running.delete(order.sku));
  const abandoned = new Promise<PurchaseOutcome>((resolve) => {
    gaveUp.signal.addEventListener('abort', () => resolve(abandonedOutcome(order.sku, progress)));
  });
  return { outcome: Promise.race([whole, abandoned]), abandon: () => gaveUp.abort() };
}

interface Progress {
  sheetOpened: boolean;
  orderId: string | undefined;
}

async function run(
  session: HostSession,
  order: PurchaseOrder,
  gaveUp: AbortSignal,
  progress: Progress,
): Promise<PurchaseOutcome> {
  const hold = await holdInThisTab(orderLock(order.sku));
  if (!hold) return fail(order.sku, inProgress());
  try {
    const earlier = await settleEarlier(session, order, gaveUp);
    if (earlier) return earlier;
    if (gaveUp.aborted) return abandonedOutcome(order.sku, progress);
    return await sell(session, order, gaveUp, progress);
  } finally {
    hold.release();
  }
}

async function sell(
  session: HostSession,
  order: PurchaseOrder,
  gaveUp: AbortSignal,
  progress: Progress,
): Promise<PurchaseOutcome> {
  const { book, clock } = session;
  const { sku, onPaymentVisible } = order;
  let note: OpenOrder = { openedAt: clock.now() };
  await book.put(sku, note);
  if (gaveUp.aborted) {
    await book.remove(sku);
    return abandonedOutcome(sku, progress);
  }
  progress.sheetOpened = true;
  callApp(() => onPaymentVisible?.(true));
  const { outcome, closed } = await followSheet(session, order, {
    onPaid(orderId) {
      progress.orderId = orderId;
      note = { ...note, orderId };
      void book.put(sku, note).catch(() => {});
    },
  });
  callApp(() => onPaymentVisible?.(false));
  const left = noteAfter(outcome, { ...note, ...(closed && { closed }), noticedAt: clock.now() });
  // An outcome is worth more than the note about it.
  await (left ? book.put(sku, left) : book.remove(sku)).catch(() => {});
  return outcome;
}

/** What stays locked: an order that is not granted yet, and an error after which money may have moved. */
function noteAfter(outcome: PurchaseOutcome, note: OpenOrder): OpenOrder | undefined {
  if (outcome.status === 'pending') return note;
  return outcome.status === 'failed' && outcome.error.charged !== 'no' ? note : undefined;
}

/** Why nothing is even tried. */
function refusal(
  { bridge, running }: HostSession,
  { kind, sku }: PurchaseOrder,
): PurchaseOutcome | undefined {
  const feature = kind === 'subscription' ? 'createSubscriptionPurchaseOrder' : 'createOneTimePurchaseOrder';
  if (!isSku(sku)) {
    return fail(
      sku,
      new IapError(
        'INVALID_ARGUMENT',
        'Failed to buy: the sku is not a product id. Pass one of getProductItemList.',
      ),
    );
  }
  try {
    if (!isSupportedBy(bridge, feature)) return fail(sku, unsupportedAppVersion(feature));
  } catch (error) {
    return fail(sku, toIapError(error, 'buy', { charged: 'no' }));
  }
  return running.has(sku) ? fail(sku, inProgress()) : undefined;
}

function fail(sku: string, error: IapError): PurchaseOutcome {
  return { status: 'failed', sku, error };
}

function inProgress(): IapError {
  return new IapError(
    'PURCHASE_IN_PROGRESS',
    'Failed to open an order: one for the product is running. Wait for it.',
  );
}

function abandonedOutcome(sku: string, { sheetOpened, orderId }: Progress): PurchaseOutcome {
  if (!sheetOpened) {
    const error = new IapError('USER_CANCELED', 'The app gave up before the order sheet was open.');
    return { status: 'canceled', sku, error };
  }
  const error = new IapError(
    'PURCHASE_ABANDONED',
    'Failed to follow an order: the app gave up. It goes on; call recover later.',
    { orderId, charged: orderId === undefined ? 'unknown' : 'yes' },
  );
  return orderId === undefined ? fail(sku, error) : { status: 'pending', sku, orderId, error };
}
