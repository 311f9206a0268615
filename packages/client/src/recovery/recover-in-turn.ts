import { holdInThisTab, orderLock, type TabHold } from '../open-orders/only-one-tab.js';
import type { OpenOrderBook } from '../open-orders/open-order-book.js';
import { mayBeOrderOf } from '../open-orders/order-of-charge.js';
import type { HostSession } from '../session/host-session.js';
import { isSettled } from './find-ungranted.js';
import { noteUngranted } from './note-ungranted.js';
import type { RecoverOptions } from './recover.js';
import { recoverOrder, type UngrantedOrder } from './recover-order.js';
import type { RecoveredOrder } from './recovered-order.js';

type Results = Map<string, RecoveredOrder>;

/**
 * The turns that run in this page, by lock, for each session: the lock alone cannot tell another recovery of this
 * page from another tab.
 */
const turns = new WeakMap<HostSession['recoveries'], Map<string, Promise<Results>>>();

/** The lock under which an order is recovered: its product's, so that no purchase of it runs meanwhile. */
export function lockOf({ sku, orderId }: UngrantedOrder): string {
  return orderLock(sku ?? orderId);
}

/**
 * Recovers orders that share a lock, one after another, while this tab holds it. Where another recovery of this page
 * does so already, its results count, and only what it leaves over is done.
 *
 * @param done - where the results go
 */
export async function recoverInTurn(
  session: HostSession,
  orders: readonly UngrantedOrder[],
  options: Pick<RecoverOptions, 'grant' | 'signal'>,
  done: Results,
): Promise<void> {
  const running = turns.get(session.recoveries) ?? new Map<string, Promise<Results>>();
  turns.set(session.recoveries, running);
  let left = orders;
  for (let [first] = left; first && !options.signal?.aborted; [first] = left) {
    const lock = lockOf(first);
    const turn =
      running.get(lock) ?? takeTurn(session, left, options, done).finally(() => running.delete(lock));
    running.set(lock, turn);
    const results = await turn;
    for (const { orderId } of left) {
      const result = results.get(orderId);
      if (result) done.set(orderId, result);
    }
    left = left.filter(({ orderId }) => !done.has(orderId));
  }
}

/** @returns `done`, which tells those who joined what became of their orders */
async function takeTurn(
  session: HostSession,
  orders: readonly UngrantedOrder[],
  { grant, signal }: Pick<RecoverOptions, 'grant' | 'signal'>,
  done: Results,
): Promise<Results> {
  const { recoveries } = session;
  let hold: Promise<TabHold | undefined> | undefined;
  const recoverHeld = async (order: UngrantedOrder): Promise<RecoveredOrder> => {
    const { orderId, sku } = order;
    const busy: RecoveredOrder = { orderId, sku, status: 'busy' };
    if (isLeftToPurchase(session, order)) return busy;
    hold ??= holdInThisTab(lockOf(order), session.clock);
    if (!(await hold)) return busy;
    const recovered = await recoverOrder(session, order, grant);
    // What became of the order is worth more than the note about it, and the next order than both.
    await noteResult(session, order, recovered).catch(() => {});
    return recovered;
  };
  try {
    for (const order of orders) {
      if (signal?.aborted) break;
      // A host may list an order twice, and does not close it twice.
      if (done.has(order.orderId)) continue;
      // One that a purchase of this page recovers is noted there.
      done.set(order.orderId, await (recoveries.get(order.orderId) ?? recoverHeld(order)));
    }
    return done;
  } finally {
    (await hold)?.release();
  }
}

/** Whether a purchase of this page runs that will take care of the order. */
function isLeftToPurchase({ running }: HostSession, { sku }: UngrantedOrder): boolean {
  return sku === undefined ? running.size > 0 : running.has(sku);
}

async function noteResult(
  session: HostSession,
  order: UngrantedOrder,
  recovered: RecoveredOrder,
): Promise<void> {
  const { orderId, sku } = order;
  if (sku === undefined) return;
  if (isSettled(order, recovered)) await settleNote(session.book, sku, order);
  else await noteUngranted(session, sku, orderId);
}

/** Any other note stays: of another order for the same product, or of a sheet whose order may still come. */
async function settleNote(book: OpenOrderBook, sku: string, order: UngrantedOrder): Promise<void> {
  const note = (await book.all()).get(sku);
  const isOfNote = note?.orderId
    ? note.orderId === order.orderId
    : note?.hostSaid && mayBeOrderOf(note, order);
  if (isOfNote) await book.put(sku, note?.replaced);
}
