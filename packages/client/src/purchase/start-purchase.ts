import { isSupportedBy, unsupportedAppVersion } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';
import { deskOf } from '../desk/desk.js';
import type { PurchaseHold } from '../desk/holds.js';
import type { Note } from '../desk/note.js';
import type { SheetEnding } from '../desk/sheet-record.js';
import { IapError } from '../errors/iap-error.js';
import { toIapError } from '../errors/to-iap-error.js';
import { callApp } from './call-app.js';
import { followSheet } from './follow-sheet.js';
import { abandonedOutcome, endedBy, type PurchaseOutcome, recoveredOutcome } from './outcome.js';
import type { PurchaseOrder } from './purchase-order.js';
import { settleEarlier } from './settle-earlier.js';

/** A purchase that was started. */
export interface PurchaseRun {
  /** What the app is told: the end, or that it gave up. Never rejects. */
  readonly outcome: Promise<PurchaseOutcome>;
  /** How the order ended, also when the app gave up before. Never rejects. */
  readonly end: Promise<PurchaseOutcome>;
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
  const end = run(session, order, gaveUp.signal, progress).catch((error: unknown) =>
    endedBy(sku, toIapError(error, 'buy', progress.sheetOpened ? {} : { charged: 'no' })),
  );
  const abandoned = new Promise<PurchaseOutcome>((resolve) => {
    gaveUp.signal.addEventListener('abort', () => {
      const { sheetOpened, orderId } = progress;
      resolve(sheetOpened ? abandonedOutcome(sku, orderId) : endedBy(sku, gaveUpInTime()));
    });
  });
  return { outcome: Promise.race([end, abandoned]), end, abandon: () => gaveUp.abort() };
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
  const { kind, sku, grant, onChecking } = order;
  // Before anything is opened: without a grant the user would pay for nothing.
  if (typeof sku !== 'string' || sku === '' || typeof grant !== 'function') {
    throw new IapError('INVALID_ARGUMENT', 'buy', {
      why: 'pass sku and grant (processProductGrant)',
    });
  }
  const feature = kind === 'subscription' ? 'createSubscriptionPurchaseOrder' : 'createOneTimePurchaseOrder';
  if (!isSupportedBy(session, feature)) throw unsupportedAppVersion(feature);
  let isChecking = false;
  const check = (checking: boolean) => {
    if (isChecking !== checking) callApp(() => onChecking?.(checking));
    isChecking = checking;
  };
  let hold: PurchaseHold | undefined;
  try {
    hold = await deskOf(session).holdForPurchase(sku, () => check(true));
    // What was paid before is what the tap wanted.
    if (hold.recovered) return recoveredOutcome(sku, hold.recovered.orderId);
    const { outcome, replaced } = await settleEarlier(session, order, () => check(true), gaveUp);
    check(false);
    return outcome ?? (await sell(session, order, replaced, gaveUp, progress));
  } finally {
    check(false);
    hold?.release();
  }
}

async function sell(
  session: HostSession,
  order: PurchaseOrder,
  replaced: Note | undefined,
  gaveUp: AbortSignal,
  progress: Progress,
): Promise<PurchaseOutcome> {
  const { sku, onPaymentVisible } = order;
  const record = await deskOf(session).openSheet(sku, replaced);
  if (gaveUp.aborted) {
    await record.ended('unpaid');
    throw gaveUpInTime();
  }
  progress.sheetOpened = true;
  callApp(() => onPaymentVisible?.(true));
  const sheet = followSheet(session, order, (orderId) => {
    progress.orderId = orderId;
    return record.paid(orderId);
  });
  // An outcome is worth more than the note about it.
  const ended = sheet.end.then(async ({ outcome, closed }) => {
    await record.ended(endingOf(outcome), closed).catch(() => {});
    return outcome;
  });
  const isSilent = await Promise.race([ended.then(() => false), sheet.silence.then(() => true)]);
  callApp(() => onPaymentVisible?.(false));
  if (!isSilent) return ended;
  await record.fellSilent(sheet.stop).catch(() => {});
  return endedBy(
    sku,
    new IapError('ORDER_UNRESOLVED', 'buy', { why: 'the order sheet has said nothing for minutes' }),
  );
}

/** What the end of an order sheet means for its product: it stays locked while money may have moved. */
function endingOf(outcome: PurchaseOutcome): SheetEnding {
  if (outcome.status === 'granted') return 'granted';
  if (outcome.status === 'pending') return 'not-granted';
  const { code, charged } = outcome.error;
  if (charged === 'no') return 'unpaid';
  if (charged === 'yes') return 'charge';
  return code === 'PAYMENT_PENDING' ? 'approval' : 'failure';
}

/** The app gave up before the order sheet was open: nobody has paid. */
function gaveUpInTime(): IapError {
  return new IapError('USER_CANCELED', 'buy');
}
