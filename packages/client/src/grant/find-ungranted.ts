import { isSupportedBy } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';
import type { Notes } from '../desk/note.js';
import { certainAt } from '../desk/note-end.js';
import type { RecoveredOrder } from '../desk/recovered-order.js';
import { isWord } from '../errors/is-word.js';
import { listPendingOrders } from '../host/list-orders.js';
import type { UngrantedOrder } from './recover-order.js';

/** The orders on the host's pending list; none where the app is too old to have one. */
export async function pendingOnHost(session: HostSession): Promise<UngrantedOrder[]> {
  if (!isSupportedBy(session, 'getPendingOrders')) return [];
  const list = await listPendingOrders(session);
  // An app that answers with nothing has no list, whatever its version says.
  session.supported.getPendingOrders = list !== undefined;
  // One that is listed twice is closed once: for the second the host says no, and that would look like a grant that failed.
  const found = new Map<string, UngrantedOrder>();
  for (const { orderId, sku, paymentCompletedDate } of list?.orders ?? []) {
    const twin = found.get(orderId);
    found.set(orderId, { orderId, sku: sku || twin?.sku, paidAt: paymentCompletedDate || twin?.paidAt });
  }
  return [...found.values()];
}

/**
 * The ungranted orders that only this device knows, because the host's list lags behind or never contained them.
 *
 * If the list was read late enough and does not contain an order, something else has closed it. Then only the grant is
 * ensured, because a host does not close an order twice.
 */
export function pendingOnDevice(
  session: HostSession,
  notes: Notes,
  onHost: readonly UngrantedOrder[],
): UngrantedOrder[] {
  return [...notes].flatMap(([sku, note]) => {
    const { orderId } = note;
    // What is no id was not written by this package.
    if (!isWord(orderId) || onHost.some((order) => order.orderId === orderId)) return [];
    // If the app cannot close an order by its id, nothing is left to do after the grant.
    const isByHost = note.closed || !isSupportedBy(session, 'completeProductGrant');
    const isBySomebody = session.clock.now() >= certainAt(note, session);
    return [{ orderId, sku, closed: isByHost ? 'host' : isBySomebody ? 'elsewhere' : undefined }];
  });
}

/** Whether an order is finished for this device: granted, or refused by your backend after something else closed it. */
export function isResolved({ closed }: UngrantedOrder, error: RecoveredOrder['error']): boolean {
  return !error || (closed === 'elsewhere' && !error.cause);
}
