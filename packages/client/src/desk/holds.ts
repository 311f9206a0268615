import type { HostSession } from '../bridge/host-session.js';
import { IapError } from '../errors/iap-error.js';
import { deskOf, type TurnResults } from './desk.js';
import { openUntil } from './note-end.js';
import type { RecoveredOrder } from './recovered-order.js';
import { holdInThisTab, orderLock, type Release } from './tab-lock.js';

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
  const { purchases, turns } = deskOf(session);
  const { clock } = session;
  if (purchases.has(sku)) throw new IapError('PURCHASE_IN_PROGRESS', 'buy');
  // No await so far, so a second tap at the same moment finds this one.
  purchases.set(sku, clock.now());
  const lock = orderLock(sku);
  let release: Release | undefined;
  try {
    const turn = turns.get(lock);
    if (turn) onWait();
    const results = await turn?.catch(() => undefined);
    release = await holdInThisTab(lock, clock);
    if (!release) throw await heldElsewhere(session, sku);
    return await work([...(results?.values() ?? [])].find(({ status }) => status === 'granted'));
  } finally {
    purchases.delete(sku);
    release?.();
  }
}

/**
 * What another tab does with the product: a sheet is open there, or it handles an earlier order, as this tab would. If
 * that tab was suspended with an open sheet, the error changes after some time.
 */
async function heldElsewhere(session: HostSession, sku: string): Promise<IapError> {
  const note = (await deskOf(session).book.all()).get(sku);
  if (note && !note.orderId && openUntil(note) > session.clock.now()) {
    return new IapError('PURCHASE_IN_PROGRESS', 'buy');
  }
  const why = 'another tab is handling an earlier order. Try again later';
  return new IapError('ORDER_UNRESOLVED', 'buy', { why });
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

/** Recovers one order, or joins a running recovery of it. */
export function recoverOnce(
  session: HostSession,
  orderId: string,
  start: () => Promise<RecoveredOrder>,
): Promise<RecoveredOrder> {
  return once(deskOf(session).recoveries, orderId, start);
}

function once<T>(running: Map<string, Promise<T>>, name: string, start: () => Promise<T>): Promise<T> {
  const known = running.get(name);
  if (known) return known;
  const work = start().finally(() => running.delete(name));
  running.set(name, work);
  return work;
}
