import { IapError } from '../errors/iap-error.js';
import { certainAt, LIST_LAG_MS } from '../open-orders/certain-at.js';
import type { OpenOrder } from '../open-orders/open-order.js';
import { isSettled, pendingOnDevice, pendingOnHost } from '../recovery/find-ungranted.js';
import { recoverOrder, type UngrantedOrder } from '../recovery/recover-order.js';
import type { HostSession } from '../session/host-session.js';
import type { PurchaseOutcome } from './outcome.js';
import type { PurchaseOrder } from './purchase-order.js';

/**
 * Finds out what became of an earlier order for the same product before another one is opened, so that nobody pays
 * twice for what they wanted once. One that is paid and not granted is granted now, and is then the outcome.
 *
 * @param signal - aborted when the app gives up
 * @returns the outcome, or `undefined` if the way is free for a new order
 * @throws IapError `ORDER_UNRESOLVED` if that cannot be told yet
 */
export async function settleEarlier(
  session: HostSession,
  order: PurchaseOrder,
  signal: AbortSignal,
): Promise<PurchaseOutcome | undefined> {
  const { book, clock } = session;
  const { sku } = order;
  for (;;) {
    const note = (await book.all())[sku];
    const askedAt = clock.now();
    const found = await ungrantedOf(session, sku, note);
    // A device's clock may have been set back meanwhile; a moment to come is no memory.
    const noticed = note && { ...note, noticedAt: Math.min(note.noticedAt ?? askedAt, askedAt) };
    const wait = noticed ? certainAt(noticed, session) - askedAt : 0;
    if (found[0]) {
      // Locked until it is granted, also where a later list is late or cannot be read.
      await book.put(sku, { openedAt: askedAt, orderId: found[0].orderId, ...noticed });
      // What was found need not be the order of the sheet whose end nobody knows: that one may follow on the list.
      const isKnown = wait <= 0 || noticed?.orderId || noticed?.hostSaid;
      return recoverAll(session, order, found, isKnown ? undefined : noticed);
    }
    // The sheet was opened and nobody knows how it ended; the list may not have caught up yet.
    if (!noticed || wait <= 0) return undefined;
    await book.put(sku, noticed);
    if (wait > LIST_LAG_MS || signal.aborted) {
      throw new IapError(noticed.hostSaid === 'approval' ? 'PAYMENT_PENDING' : 'ORDER_UNRESOLVED', 'buy');
    }
    await clock.sleep(wait, signal).catch(() => {});
  }
}

/** @throws IapError if the host could not be asked: an order that nobody can look for may be paid, if there is one */
async function ungrantedOf(
  session: HostSession,
  sku: string,
  note: OpenOrder | undefined,
): Promise<UngrantedOrder[]> {
  const onHost = await pendingOnHost(session).catch((cause: unknown) => {
    throw note ? new IapError('ORDER_UNRESOLVED', 'buy', { cause }) : cause;
  });
  const listed = onHost ?? [];
  const same = listed.filter((pending) => pending.sku === sku);
  if (!note) return same;
  // A list without skus does not tell the product: it may hold the order of the sheet whose end nobody saw.
  const { orderId } = note;
  const unnamed = listed.filter(
    (pending) => !pending.sku && (orderId ?? pending.orderId) === pending.orderId,
  );
  return [
    ...same,
    ...unnamed.map((pending) => ({ ...pending, sku: orderId && sku })),
    ...pendingOnDevice(session, { [sku]: note }, listed),
  ];
}

/** @param left - what stays written down once all of them are settled */
async function recoverAll(
  session: HostSession,
  { sku, grant, grantTimeoutMs }: PurchaseOrder,
  found: readonly UngrantedOrder[],
  left: OpenOrder | undefined,
): Promise<PurchaseOutcome | undefined> {
  let recovered: PurchaseOutcome | undefined;
  for (const ungranted of found) {
    const result = await recoverOrder(session, ungranted, grant, grantTimeoutMs);
    const { orderId, error } = result;
    if (!error) recovered = { status: 'granted', sku, orderId, recovered: true, receipt: undefined };
    else if (!isSettled(ungranted, result)) return { status: 'pending', sku, orderId, error };
  }
  await session.book.put(sku, left);
  return recovered;
}
