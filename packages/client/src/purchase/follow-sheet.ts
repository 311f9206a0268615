import { callHost } from '../bridge/call-host.js';
import type { HostSession } from '../bridge/host-session.js';
import { once } from '../bridge/once.js';
import { before, LATE } from '../clock/before.js';
import { deskOf } from '../desk/desk.js';
import type { SheetEnding, SheetRecord } from '../desk/sheet-record.js';
import { type IapError, isIapError } from '../errors/iap-error.js';
import { orIfItThrows } from '../errors/or-if-it-throws.js';
import { type CallbackRun, grantRun } from '../grant/grant-run.js';
import { unfinished } from '../grant/unfinished.js';
import { completeOrder } from '../host/complete-order.js';
import { LAST_WORD_AFTER_NO_LIMIT_MS, LAST_WORD_LIMIT_MS, SHEETS_HEARD } from '../limits/limits.js';
import { callApp } from './call-app.js';
import { type HeardSheet, hearSheet, type PaidWord, type SpokenWord } from './hear-sheet.js';
import { endedBy, type GrantedOutcome, type PendingOutcome, type PurchaseOutcome } from './outcome.js';
import type { PurchaseOrder } from './purchase-order.js';

/**
 * What an order sheet may say, from little to much. A later word counts if it says more than those before: the host may take
 * back what it said, and then money has moved.
 */
const WORDS: readonly (SheetEnding | undefined)[] = [
  'silence',
  'unpaid',
  'failure',
  'approval',
  'charge',
  // An order is paid.
  undefined,
];

/** The outcome of a paid order. */
type PaidOutcome = GrantedOutcome | PendingOutcome;

/**
 * Opens the order sheet of a purchase and follows it to its outcome.
 *
 * @param record - gets the state of the order; if a note cannot be written, the outcome still counts
 * @returns the outcome. Unless an order was paid, what the sheet says after that is still handled
 */
export function followSheet(
  session: HostSession,
  order: PurchaseOrder,
  record: SheetRecord,
): Promise<PurchaseOutcome> {
  const { heard, late, purchases, recoveries } = deskOf(session);
  const { sku } = order;
  return new Promise((resolve) => {
    let said = -1;
    const follow = async (word: SpokenWord, sheet: HeardSheet, silence?: SheetEnding) => {
      const ending = isIapError(word) ? (silence ?? endingOf(word)) : undefined;
      const says = WORDS.indexOf(ending);
      if (says <= said) return;
      const isFirst = said < 0;
      said = says;
      // An error of the bridge does not matter once the order is over.
      const stop = () => orIfItThrows(() => sheet.stop?.(), undefined);
      let outcome: PurchaseOutcome;
      if (isIapError(word)) {
        if (isFirst && heard.push(stop) > SHEETS_HEARD) (heard.shift() as () => void)();
        outcome = endedBy(sku, word);
        await record.ended(ending);
      } else {
        const carried = carryOut(session, order, record, word, sheet).catch((cause: unknown) =>
          // Nothing in there is known to fail. Should it, who paid has an outcome all the same.
          unfinished(sku, word.orderId, false, cause),
        );
        if (!isFirst) {
          // A recovery takes the result of an order that is told late, and so does a tap: it may have looked before.
          void once(recoveries, word.orderId, () => carried);
          late.set(sku, carried);
          void carried.then(() => purchases.has(sku) || late.delete(sku));
        }
        outcome = await carried;
        stop();
      }
      // It may have said more by now: then that is the outcome.
      if (said > says) return;
      resolve(outcome);
      if (!silence) callApp(() => order.onSheetEnded?.(outcome));
    };
    hearSheet(session, order, follow);
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
): Promise<PaidOutcome> {
  const { sku } = order;
  const { type, orderId, subscriptionId } = word;
  // A host that said "error" before listens again: it has told of a payment.
  sheet.error = undefined;
  const noted = record.paid(orderId);
  const paid = { orderId, sku, ...(subscriptionId && { subscriptionId }) };
  const decide = grantRun(order.grant, paid, session.clock, order.grantTimeoutMs);
  // A recovery may be at it. What it has granted it has closed, too.
  let run: CallbackRun = { granted: (await deskOf(session).recoveries.get(orderId))?.status === 'granted' };
  if (run.granted) sheet.closed = true;
  else run = await decide();
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
    await record.ended('granted');
    return { status: 'granted', sku, orderId, recovered: false, receipt: sheet.receipt };
  }
  await record.ended(undefined, sheet.closed);
  return unfinished(sku, orderId, granted, cause ?? sheet.error);
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

/** Decides what an error of an order sheet means for its product. It stays locked while money may have moved. */
function endingOf({ code, charged, category }: IapError): SheetEnding {
  if (charged === 'no') return 'unpaid';
  if (category === 'paid-unresolved') return 'charge';
  return code === 'PAYMENT_PENDING' ? 'approval' : 'failure';
}
