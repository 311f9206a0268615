import type { HostSession } from '../bridge/host-session.js';
import { once } from '../bridge/once.js';
import { IapError } from '../errors/iap-error.js';
import { deskOf, type TurnResults } from './desk.js';
import { openUntil } from './note-end.js';
import { earlierNote } from './product-notes.js';
import type { RecoveredOrder } from './recovered-order.js';
import { holdInThisTab, type Release } from './tab-lock.js';

/**
 * Works on a product for a purchase: only one purchase or recovery of a product runs at a time. If a recovery of this
 * page is working on it, waits for that.
 *
 * @param onWait - called if there is one to wait for
 * @param work - gets an order of the product that was granted in the meantime, if there is one
 * @throws IapError `PURCHASE_IN_PROGRESS` if the product is already being bought, `ORDER_UNRESOLVED` if another tab
 * handles an earlier order of it
 */
export async function holdForPurchase<T>(
  session: HostSession,
  sku: string,
  onWait: () => void,
  work: (recovered: RecoveredOrder | undefined) => Promise<T>,
): Promise<T> {
  const { purchases, turns, late } = deskOf(session);
  if (purchases.has(sku)) throw new IapError('PURCHASE_IN_PROGRESS', 'buy');
  // No await so far, so a second tap at the same moment finds this one.
  purchases.set(sku, session.clock.now());
  let release: Release | undefined;
  try {
    const turn = turns.get(sku);
    if (turn) onWait();
    const results = await turn?.catch(() => undefined);
    release = await holdInThisTab(sku, session.clock);
    if (!release) {
      // Another tab has its sheet open, or looks after an earlier order as this one would. A tab that was put to sleep over
      // a sheet is not waited for in these words for ever.
      const note = await earlierNote(session, sku);
      const mayBeOpen = note && !note.orderId && openUntil(note) > session.clock.now();
      throw new IapError(mayBeOpen ? 'PURCHASE_IN_PROGRESS' : 'ORDER_UNRESOLVED', 'buy', {
        why: 'navigator.locks does not answer, or another tab has it',
      });
    }
    return await work(results?.find(({ status }) => status === 'granted'));
  } finally {
    purchases.delete(sku);
    late.delete(sku);
    release?.();
  }
}

/**
 * Whether a running purchase of this page will handle an order: a purchase of the same product, or any purchase if the
 * order has no product.
 */
export function isLeftToPurchase(session: HostSession, sku: string | undefined): boolean {
  const { purchases } = deskOf(session);
  return sku === undefined ? purchases.size > 0 : purchases.has(sku);
}

/** Recovers the orders of one lock, or joins the recovery of this page that does. */
export function takeTurn(
  session: HostSession,
  lock: string,
  start: () => Promise<TurnResults>,
): Promise<TurnResults> {
  return once(deskOf(session).turns, lock, start);
}
