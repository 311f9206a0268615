import { IapError } from '../errors/iap-error.js';
import { mayHaveUnseenTabs } from '../open-orders/only-one-tab.js';
import type { OpenOrder } from '../open-orders/open-order.js';
import { certainAt, LIST_LAG_MS, pendingOnDevice, pendingOnHost } from '../recovery/find-ungranted.js';
import { recoverOrder, type UngrantedOrder } from '../recovery/recover-order.js';
import type { RecoveredOrder } from '../recovery/recovered-order.js';
import type { HostSession } from '../session/host-session.js';
import type { PurchaseOutcome } from './outcome.js';
import type { PurchaseOrder } from './purchase-order.js';

/**
 * Finds out what became of an earlier order for the same product before another one is opened, so that nobody pays
 * twice for what they wanted once. One that is paid and not granted is granted now, and is then the outcome.
 *
 * @param signal - aborted when the app gives up
 * @returns the outcome, or `undefined` if the way is free for a new order
 */
export async function settleEarlier(
  session: HostSession,
  order: PurchaseOrder,
  signal: AbortSignal,
): Promise<PurchaseOutcome | undefined> {
  const { book, clock } = session;
  const { sku } = order;
  let note = (await book.all())[sku];
  for (;;) {
    const found = await ungrantedOf(session, sku, note);
    if (found === undefined) return note && unresolved(sku);
    if (found.length > 0) return recoverAll(session, order, found);
    note = (await book.all())[sku];
    if (!note) return undefined;
    // The sheet was opened and nobody knows how it ended; the list may not have caught up yet.
    if (note.noticedAt === undefined) {
      note = { ...note, noticedAt: clock.now() };
      await book.put(sku, note);
    }
    const wait = certainAt(note, mayHaveUnseenTabs()) - clock.now();
    if (wait > LIST_LAG_MS || signal.aborted) return unresolved(sku);
    if (wait <= 0) return undefined;
    await clock.sleep(wait, signal).catch(() => {});
  }
}

/** The ungranted orders for a product; `undefined` where the host could not be asked. */
async function ungrantedOf(
  session: HostSession,
  sku: string,
  note: OpenOrder | undefined,
): Promise<UngrantedOrder[] | undefined> {
  try {
    const onHost = (await pendingOnHost(session)) ?? [];
    // A list without skus says nothing about the product, unless this device knows the order.
    const same = onHost.filter((pending) => pending.sku === sku || pending.orderId === note?.orderId);
    const onDevice = note ? await pendingOnDevice(session, { [sku]: note }, onHost) : [];
    return [...same, ...onDevice];
  } catch {
    if (note) return undefined;
    // Nothing on this device speaks of an earlier order, so a list that cannot be read does not stop a sale.
    return [];
  }
}

async function recoverAll(
  session: HostSession,
  order: PurchaseOrder,
  found: readonly UngrantedOrder[],
): Promise<PurchaseOutcome> {
  const { sku } = order;
  let last: RecoveredOrder | undefined;
  for (const ungranted of found) {
    last = await recoverOrder(session, { ...ungranted, sku }, order.grant, order.grantTimeoutMs);
    if (last.error) return { status: 'pending', sku, orderId: last.orderId, error: last.error };
  }
  await session.book.remove(sku);
  return { status: 'granted', sku, orderId: last?.orderId ?? '', recovered: true, receipt: undefined };
}

function unresolved(sku: string): PurchaseOutcome {
  const error = new IapError(
    'ORDER_UNRESOLVED',
    'Failed to open an order: the end of the one before is not known yet. Try again in a moment.',
  );
  return { status: 'failed', sku, error };
}
