import type { HostSession } from '../bridge/host-session.js';
import { IapError } from '../errors/iap-error.js';
import { deskOf, type TurnResults } from './desk.js';
import { openUntil } from './note-end.js';
import type { RecoveredOrder } from './recovered-order.js';
import { holdInThisTab, orderLock, type Release } from './tab-lock.js';

/**
 * Works on a product for a purchase: at most one purchase or one recovery of it at a time, whoever asks. A recovery of
 * this page that works on it is waited for.
 *
 * @param onWait - told if there is one
 * @param work - is passed an order of the product that was granted meanwhile
 * @throws IapError `PURCHASE_IN_PROGRESS` if it is being bought already, `ORDER_UNRESOLVED` if another tab looks after
 * an earlier order of it
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
  // Nothing has been waited for so far: a second tap in the same instant finds this one.
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
 * What another tab does with the product: a sheet is open there, or it looks after an earlier order as this one would. A
 * tab that was put to sleep over a sheet is not waited for in these words for ever.
 */
async function heldElsewhere(session: HostSession, sku: string): Promise<IapError> {
  const note = (await deskOf(session).book.all()).get(sku);
  if (note && !note.orderId && openUntil(note) > session.clock.now()) {
    return new IapError('PURCHASE_IN_PROGRESS', 'buy');
  }
  const why = 'another tab is handling an earlier order. Try again later';
  return new IapError('ORDER_UNRESOLVED', 'buy', { why });
}

/** Whether a purchase of this page runs that will take care of an order: of its product, or of any if it has none. */
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

/** Recovers one order, or joins who does. */
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
