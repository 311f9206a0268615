import { isSupportedBy, unsupportedAppVersion } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';
import { deskOf } from '../desk/desk.js';
import { holdForPurchase } from '../desk/holds.js';
import { openSheetRecord, type SheetRecord } from '../desk/sheet-record.js';
import { IapError } from '../errors/iap-error.js';
import { isWord } from '../errors/is-word.js';
import { toIapError } from '../errors/to-iap-error.js';
import { callApp } from './call-app.js';
import { followSheet } from './follow-sheet.js';
import { endedBy, type PurchaseOutcome, recoveredOutcome } from './outcome.js';
import type { PurchaseOrder } from './purchase-order.js';
import { resolveEarlier } from './resolve-earlier.js';

/** A purchase that was started. */
export interface PurchaseRun {
  /** The outcome for the app: the end, or that the app stopped waiting. Never rejects. */
  readonly outcome: Promise<PurchaseOutcome>;
  /** The end of the order, even if the app stopped waiting before. Never rejects. */
  readonly end: Promise<PurchaseOutcome>;
  /**
   * Stops waiting. Before the order sheet is open, nothing is opened. After that, the order goes on without the app: a
   * payment is still granted and answered. No listener stays after the host's last message.
   */
  abandon(): void;
}

/**
 * Starts a purchase. Only one order for a product is open at a time.
 *
 * @param findSession - finds the Toss app; if there is none, that is an outcome in which nobody paid
 */
export function startPurchase(findSession: () => HostSession, order: PurchaseOrder): PurchaseRun {
  const { sku } = order;
  const gaveUp = new AbortController();
  let opened: SheetRecord | undefined;
  const sell = async (session: HostSession): Promise<PurchaseOutcome> => {
    const record = await openSheetRecord(session, sku);
    // An earlier sheet may have told of a payment since the tap.
    const late = await deskOf(session).late.get(sku);
    if (late || gaveUp.signal.aborted) {
      await record.ended('unpaid');
      if (!late) throw gaveUpInTime();
      return { ...late, recovered: true } as PurchaseOutcome;
    }
    opened = record;
    callApp(() => order.onPaymentVisible?.(true));
    const outcome = await followSheet(session, order, record);
    callApp(() => order.onPaymentVisible?.(false));
    return outcome;
  };
  const end = buyOnce(findSession, order, gaveUp.signal, sell).catch((error: unknown) =>
    endedBy(sku, toIapError(error, 'buy', { charged: opened ? undefined : 'no' })),
  );
  const abandoned = new Promise<PurchaseOutcome>((resolve) => {
    gaveUp.signal.addEventListener('abort', () => {
      // The order goes on without the app.
      const orderId = opened?.orderId();
      const error = opened
        ? new IapError('PURCHASE_ABANDONED', 'buy', { orderId, charged: orderId ? 'yes' : undefined })
        : gaveUpInTime();
      resolve(orderId ? { status: 'pending', sku, orderId, error } : endedBy(sku, error));
    });
  });
  return { outcome: Promise.race([end, abandoned]), end, abandon: () => gaveUp.abort() };
}

/**
 * Sells a product, unless an earlier order of it is the outcome.
 *
 * @throws IapError if no order sheet is opened
 */
async function buyOnce(
  findSession: () => HostSession,
  order: PurchaseOrder,
  gaveUp: AbortSignal,
  sell: (session: HostSession) => Promise<PurchaseOutcome>,
): Promise<PurchaseOutcome> {
  const session = findSession();
  const { feature, sku, grant, onChecking } = order;
  // Checked before anything is opened: without a grant the user would pay for nothing.
  if (!isWord(sku) || typeof grant !== 'function') {
    throw new IapError('INVALID_ARGUMENT', 'buy', { why: 'pass sku and grant (processProductGrant)' });
  }
  if (!isSupportedBy(session, feature)) throw unsupportedAppVersion(feature);
  let isChecking = false;
  const check = (checking = true) => {
    if (isChecking !== checking) callApp(() => onChecking?.(checking));
    isChecking = checking;
  };
  return holdForPurchase(session, sku, check, async (recovered) => {
    // The order that was paid before is the one that the tap wanted.
    if (recovered) return recoveredOutcome(sku, recovered.orderId);
    const outcome = await resolveEarlier(session, order, check, gaveUp);
    check(false);
    return outcome ?? sell(session);
  }).finally(() => check(false));
}

/** The app stopped waiting before the order sheet was open, so nobody has paid. */
function gaveUpInTime(): IapError {
  return new IapError('USER_CANCELED', 'buy');
}
