import { callHost } from '../bridge/call-host.js';
import type { HostSession } from '../bridge/host-session.js';
import { before, LATE } from '../clock/before.js';
import { LAST_WORD_AFTER_NO_LIMIT_MS, LAST_WORD_LIMIT_MS } from '../clock/limits.js';
import type { SheetEnding, SheetRecord } from '../desk/sheet-record.js';
import { IapError, isIapError } from '../errors/iap-error.js';
import { notGranted } from '../errors/not-granted.js';
import { grantRun } from '../grant/grant-run.js';
import { completeOrder } from '../host/complete-order.js';
import { callApp } from './call-app.js';
import { type HeardSheet, hearSheet, type PaidWord, type SpokenWord } from './hear-sheet.js';
import { endedBy, type PurchaseOutcome } from './outcome.js';
import type { PurchaseOrder } from './purchase-order.js';

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
      const outcome = await (isIapError(word)
        ? endedBy(order.sku, word)
        : carryOut(session, order, record, word, sheet).catch((cause: unknown) =>
            // Nothing in there is known to fail. Should it, who paid has an outcome all the same.
            unfinished(order.sku, word.orderId, false, cause),
          ));
      const noted = record.ended(endingOf(outcome), sheet.closed);
      try {
        sheet.stop?.();
      } catch {
        // An error of the bridge does not matter once the order is over.
      }
      await noted;
      resolve(outcome);
      callApp(() => order.onSheetEnded?.(outcome));
    };
    const leave = async (sheet: HeardSheet) => {
      await record.fellSilent(() => sheet.stop?.());
      resolve(
        endedBy(
          order.sku,
          new IapError('ORDER_UNRESOLVED', 'buy', { why: 'the order sheet has said nothing for minutes' }),
        ),
      );
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
  const noted = record.paid(orderId);
  const paid = { orderId, sku, ...(subscriptionId && { subscriptionId }) };
  const decide = grantRun(order.grant, paid, session.clock, order.grantTimeoutMs);
  let run = await decide();
  // A yes removes the order from the host's list, and the app may die right after it.
  await noted;
  // In the legacy path the host does not ask. After an error without closing the order, it no longer listens.
  if (type === 'purchased' && (sheet.closed || !sheet.error)) {
    await answer(session, orderId, run.granted, sheet);
  }
  if (!run.granted) run = await decide();
  const { granted, cause } = run;
  // The sheet may close it while it is being closed by its id.
  if (granted && (sheet.closed || (await completeOrder(session, orderId)) || sheet.closed)) {
    return { status: 'granted', sku, orderId, recovered: false, receipt: sheet.receipt };
  }
  return unfinished(sku, orderId, granted, cause ?? sheet.error);
}

/** Paid, and left to recovery. */
function unfinished(sku: string, orderId: string, granted: boolean, cause: unknown): PurchaseOutcome {
  return { status: 'pending', sku, orderId, error: notGranted(orderId, granted, cause) };
}

/**
 * Tells the host whether the product was granted, and waits for its last word.
 */
async function answer(
  session: HostSession,
  orderId: string,
  isProductGranted: boolean,
  sheet: HeardSheet,
): Promise<void> {
  const { clock } = session;
  const lastWord = new Promise<boolean>((resolve) => {
    sheet.onLastWord = () => resolve(true);
  });
  const answered = callHost(session, 'processProductGrant', [{ orderId, isProductGranted }]).then(() => true);
  const isThrough = await Promise.race([answered, lastWord]).catch(() => false);
  // Success may have come before the answer was sent. A yes that was not delivered gets no last message.
  if (isProductGranted && (sheet.closed || !isThrough)) return;
  const limitMs = isProductGranted ? LAST_WORD_LIMIT_MS : LAST_WORD_AFTER_NO_LIMIT_MS;
  const last = await before(lastWord, clock.now() + limitMs, clock);
  // It took a yes, and only its last word is lost.
  if (last === LATE && isProductGranted) sheet.closed = true;
}

/** Decides what the end of an order sheet means for its product. It stays locked while money may have moved. */
function endingOf(outcome: PurchaseOutcome): SheetEnding | undefined {
  if (outcome.status === 'granted') return 'granted';
  if (outcome.status === 'pending') return undefined;
  const { code, charged, category } = outcome.error;
  if (charged === 'no') return 'unpaid';
  if (category === 'paid-unresolved') return 'charge';
  return code === 'PAYMENT_PENDING' ? 'approval' : 'failure';
}
