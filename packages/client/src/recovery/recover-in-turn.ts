import type { HostSession } from '../bridge/host-session.js';
import { deskOf, type TurnResults } from '../desk/desk.js';
import { isLeftToPurchase, takeTurn } from '../desk/holds.js';
import { noteFound, noteResolved } from '../desk/product-notes.js';
import type { RecoveredOrder } from '../desk/recovered-order.js';
import { holdInThisTab, type Release } from '../desk/tab-lock.js';
import { isResolved } from '../grant/find-ungranted.js';
import { recoverOrder, type UngrantedOrder } from '../grant/recover-order.js';
import type { RecoverOptions } from './recover.js';

type Results = Map<string, RecoveredOrder>;

/** The name under which an order is held: its product, so that no purchase of it runs meanwhile. */
export function lockNameOf({ sku, orderId }: UngrantedOrder): string {
  return sku ?? orderId;
}

/**
 * Recovers orders with the same lock one after another, while this tab holds it. If another recovery of this page is
 * already doing so, its results are used, and only the rest is done.
 *
 * @param done - collects the results
 */
export async function recoverInTurn(
  session: HostSession,
  orders: readonly UngrantedOrder[],
  options: RecoverOptions,
  done: Results,
): Promise<void> {
  let left = orders;
  for (let [first] = left; first && !options.signal?.aborted; [first] = left) {
    const todo = left;
    const results = await takeTurn(session, lockNameOf(first), () => workThrough(session, todo, options));
    for (const { orderId } of left) {
      const result = results.find((each) => each.orderId === orderId);
      if (result) done.set(orderId, result);
    }
    left = left.filter(({ orderId }) => !done.has(orderId));
  }
}

/** @returns the results of this turn, for recoveries that joined it and for a tap that waits for it */
async function workThrough(
  session: HostSession,
  orders: readonly UngrantedOrder[],
  options: RecoverOptions,
): Promise<TurnResults> {
  const { recoveries } = deskOf(session);
  const results: Results = new Map();
  let hold: Promise<Release | undefined> | undefined;
  const recoverHeld = async (order: UngrantedOrder): Promise<RecoveredOrder> => {
    const { orderId, sku } = order;
    const busy: RecoveredOrder = { orderId, sku, status: 'busy' };
    if (isLeftToPurchase(session, sku)) return busy;
    hold ??= holdInThisTab(lockNameOf(order), session.clock);
    if (!(await hold)) return busy;
    const recovered = await recoverOrder(session, order, options);
    // If the note cannot be written, the result still counts, and the next order is still recovered.
    await note(session, order, recovered).catch(() => {});
    return recovered;
  };
  try {
    for (const order of orders) {
      if (options.signal?.aborted) break;
      // If a purchase of this page recovers it, the purchase writes the note.
      results.set(order.orderId, await (recoveries.get(order.orderId) ?? recoverHeld(order)));
    }
    return [...results.values()];
  } finally {
    (await hold)?.();
  }
}

async function note(session: HostSession, order: UngrantedOrder, recovered: RecoveredOrder): Promise<void> {
  const { orderId, sku } = order;
  if (sku === undefined) return;
  if (isResolved(order, recovered.error)) await noteResolved(session, sku, [order]);
  else await noteFound(session, sku, orderId);
}
