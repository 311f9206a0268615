import { callHost } from '../bridge/call-host.js';
import type { HostSession } from '../bridge/host-session.js';
import { before, LATE } from '../clock/before.js';
import type { SheetEnding, SheetRecord } from '../desk/sheet-record.js';
import { IapError } from '../errors/iap-error.js';
import { notGranted } from '../errors/not-granted.js';
import { grantRun } from '../grant/grant-run.js';
import { completeOrder } from '../host/complete-order.js';
import { callApp } from './call-app.js';
import { type HeardSheet, hearSheet, type PaidWord, type SpokenWord } from './hear-sheet.js';
import { endedBy, type PurchaseOutcome } from './outcome.js';
import type { PurchaseOrder } from './purchase-order.js';

/** How long the host's last message may take after a yes, in milliseconds: as long as its own grant window. */
const LAST_WORD_LIMIT_MS = 30_000;

/** The same after a no, in milliseconds: short, because nothing is left to do and the user waits. */
const LAST_WORD_AFTER_NO_LIMIT_MS = 5_000;

/**
 * Opens the order sheet of a purchase and follows it to its outcome.
 *
 * @param record - gets the state of the order; if a note cannot be written, the outcome still counts
 * @returns the outcome; a silent sheet has one too, and its events are still handled
 */
export function followSheet(
  session: HostSession,
  order: PurchaseOrder,
  record: SheetRecord,
): Promise<PurchaseOutcome> {
  return new Promise((resolve) => {
    const follow = async (word: SpokenWord, sheet: HeardSheet) => {
      const outcome = await (word.type === 'error'
        ? endedBy(order.sku, word.error)
        : carryOut(session, order, record, word, sheet).catch((cause: unknown) =>
            // Nothing in there is known to fail. Should it, who paid has an outcome all the same.
            unfinished(order.sku, word.orderId, false, cause),
          ));
      const noted = record.ended(endingOf(outcome), sheet.closed).catch(() => {});
      try {
        sheet.stop?.();
      } catch {
        // An error of the bridge does not matter once the order is over.
      }
      await noted;
      resolve(outcome);
      callApp(() => order.onSheetEnded?.(outcome));
    };
    const leave = async ({ stop }: HeardSheet) => {
      await record.fellSilent(() => stop?.()).catch(() => {});
      const why = 'the order sheet has said nothing for minutes';
      resolve(endedBy(order.sku, new IapError('ORDER_UNRESOLVED', 'buy', { why })));
    };
    hearSheet(session, order, follow, leave);
  });
}

/**
 * The life of an order: paid, granted, answered, closed. The host gets one answer, and the grant callback is called at
 * most once more. The outcome is `granted` only after the callback said yes and the host accepted it.
 */
async function carryOut(
  session: HostSession,
  order: PurchaseOrder,
  record: SheetRecord,
  word: PaidWord,
  sheet: HeardSheet,
): Promise<PurchaseOutcome> {
  const { sku } = order;
  const { type, orderId, subscriptionId } = word;
  const noted = record.paid(orderId).catch(() => {});
  const paid = { orderId, sku, ...(subscriptionId && { subscriptionId }) };
  const decide = grantRun(order.grant, paid, session.clock, order.grantTimeoutMs);
  let { granted, cause } = await decide();
  // A yes removes the order from the host's list, and the app may die right after it.
  await noted;
  let isTaken = false;
  // In the legacy path the host does not ask. After an error without closing the order, it no longer listens.
  if (type === 'purchased' && (sheet.closed || !sheet.error)) {
    isTaken = await answer(session, orderId, granted, sheet);
  }
  if (!granted) {
    const again = await decide();
    granted = again.granted;
    cause = again.cause ?? cause;
  }
  const isClosed = () => isTaken || sheet.closed;
  if (granted && (isClosed() || (await completeOrder(session, orderId)) || isClosed())) {
    return { status: 'granted', sku, orderId, recovered: false, receipt: sheet.receipt };
  }
  return unfinished(sku, orderId, granted, cause ?? sheet.error);
}

/** Paid, and left to recovery. */
function unfinished(sku: string, orderId: string, granted: boolean, cause: unknown): PurchaseOutcome {
  return { status: 'pending', sku, orderId, error: notGranted(orderId, granted, cause) };
}

/**
 * Tells the host whether the product was granted, and waits for its last message.
 *
 * @returns whether it accepted a yes without a last message; then only that message is lost
 */
async function answer(
  session: HostSession,
  orderId: string,
  isProductGranted: boolean,
  sheet: HeardSheet,
): Promise<boolean> {
  const { clock } = session;
  const lastWord = new Promise<boolean>((resolve) => {
    sheet.onLastWord = () => resolve(true);
  });
  const answered = callHost(session, 'processProductGrant', [{ orderId, isProductGranted }]).then(
    () => true,
    () => false,
  );
  const isThrough = await Promise.race([answered, lastWord]);
  // Success may have come before the answer was sent. A yes that was not delivered gets no last message.
  if (isProductGranted && (sheet.closed || !isThrough)) return false;
  const limitMs = isProductGranted ? LAST_WORD_LIMIT_MS : LAST_WORD_AFTER_NO_LIMIT_MS;
  return (await before(lastWord, clock.now() + limitMs, clock)) === LATE && isProductGranted;
}

/** Decides what the end of an order sheet means for its product. It stays locked while money may have moved. */
function endingOf(outcome: PurchaseOutcome): SheetEnding {
  if (outcome.status === 'granted') return 'granted';
  if (outcome.status === 'pending') return 'not-granted';
  const { code, charged, category } = outcome.error;
  if (charged === 'no') return 'unpaid';
  if (category === 'paid-unresolved') return 'charge';
  return code === 'PAYMENT_PENDING' ? 'approval' : 'failure';
}
