import { callApp } from '../app-callback/call-app.js';
import { isSupportedBy, unsupportedAppVersion } from '../bridge/host-environment.js';
import { IapError } from '../errors/iap-error.js';
import { toIapError } from '../errors/to-iap-error.js';
import { seenBefore } from '../open-orders/history-of-product.js';
import { holdInThisTab, orderLock, type TabHold } from '../open-orders/only-one-tab.js';
import type { OpenOrder } from '../open-orders/open-order.js';
import type { HostSession } from '../session/host-session.js';
import { abandonedOutcome } from './abandoned-outcome.js';
import { endedBy } from './ended-by.js';
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
  const { sku } = order;
  const gaveUp = new AbortController();
  const progress: Progress = { sheetOpened: false, orderId: undefined };
  const whole = run(session, order, gaveUp.signal, progress).catch((error: unknown) =>
    endedBy(sku, toIapError(error, 'buy')),
  );
  const abandoned = new Promise<PurchaseOutcome>((resolve) => {
    gaveUp.signal.addEventListener('abort', () => {
      const { sheetOpened, orderId } = progress;
      resolve(sheetOpened ? abandonedOutcome(sku, orderId) : endedBy(sku, gaveUpInTime()));
    });
  });
  return { outcome: Promise.race([whole, abandoned]), abandon: () => gaveUp.abort() };
}

interface Progress {
  sheetOpened: boolean;
  orderId: string | undefined;
}

/** @throws IapError where no order sheet is opened */
async function run(
  session: HostSession,
  order: PurchaseOrder,
  gaveUp: AbortSignal,
  progress: Progress,
): Promise<PurchaseOutcome> {
  const { running } = session;
  const { kind, sku, grant } = order;
  // Before anything is opened: without a grant the user would pay for nothing.
  if (typeof sku !== 'string' || sku === '' || typeof grant !== 'function') {
    throw new IapError('INVALID_ARGUMENT', 'buy', {
      why: 'pass sku and grant (processProductGrant)',
    });
  }
  const feature = kind === 'subscription' ? 'createSubscriptionPurchaseOrder' : 'createOneTimePurchaseOrder';
  if (!isSupportedBy(session, feature)) throw unsupportedAppVersion(feature);
  if (running.has(sku)) throw new IapError('PURCHASE_IN_PROGRESS', 'buy');
  // Nothing has been waited for so far: a second tap in the same instant finds this one.
  running.add(sku);
  let hold: TabHold | undefined;
  try {
    hold = await holdInThisTab(orderLock(sku), session.clock);
    if (!hold) throw new IapError('PURCHASE_IN_PROGRESS', 'buy');
    const { outcome, replaced } = await settleEarlier(session, order, gaveUp);
    return outcome ?? (await sell(session, order, replaced, gaveUp, progress));
  } finally {
    running.delete(sku);
    hold?.release();
  }
}

async function sell(
  session: HostSession,
  order: PurchaseOrder,
  replaced: OpenOrder | undefined,
  gaveUp: AbortSignal,
  progress: Progress,
): Promise<PurchaseOutcome> {
  const { book, clock } = session;
  const { sku, onPaymentVisible } = order;
  let note: OpenOrder = { openedAt: clock.now(), ...(replaced && { replaced }) };
  await book.put(sku, note);
  if (gaveUp.aborted) {
    await book.put(sku, replaced);
    throw gaveUpInTime();
  }
  progress.sheetOpened = true;
  callApp(() => onPaymentVisible?.(true));
  const { outcome, closed } = await followSheet(session, order, (orderId) => {
    progress.orderId = orderId;
    note = { ...note, orderId, noticedAt: clock.now() };
    return book.put(sku, note);
  });
  callApp(() => onPaymentVisible?.(false));
  const left = noteAfter(outcome, { ...note, ...(closed && { closed }), noticedAt: clock.now() });
  // An outcome is worth more than the note about it.
  await book.put(sku, left).catch(() => {});
  if (left?.hostSaid === 'charge') {
    const seen = await seenBefore(session, sku, left);
    if (seen) await book.put(sku, { ...left, seen }).catch(() => {});
  }
  return outcome;
}

/** What stays locked: an order that is not granted yet, and an error after which money may have moved. */
function noteAfter(outcome: PurchaseOutcome, note: OpenOrder): OpenOrder | undefined {
  if (outcome.status === 'pending') return note;
  if (outcome.status === 'granted') return undefined;
  const { code, charged } = outcome.error;
  if (charged === 'no') return note.replaced;
  if (charged === 'yes') return { ...note, hostSaid: 'charge' };
  return { ...note, hostSaid: code === 'PAYMENT_PENDING' ? 'approval' : 'failure' };
}

/** The app gave up before the order sheet was open: nobody has paid. */
function gaveUpInTime(): IapError {
  return new IapError('USER_CANCELED', 'buy');
}
