import type { HostSession } from '../bridge/host-session.js';
import type { Note } from '../desk/note.js';
import { certainAt, openUntil } from '../desk/note-end.js';
import { earlierNote, noteFound, noteResolved, unlisted } from '../desk/product-notes.js';
import { IapError } from '../errors/iap-error.js';
import { isResolved, pendingOnDevice, pendingOnHost } from '../grant/find-ungranted.js';
import { recoverOrder, type UngrantedOrder } from '../grant/recover-order.js';
import { LIST_LAG_MS } from '../limits/limits.js';
import { type PendingOutcome, type PurchaseOutcome, recoveredOutcome } from './outcome.js';
import type { PurchaseOrder } from './purchase-order.js';

/**
 * Finds out what became of an earlier order for the same product before another one is opened, so that nobody pays
 * twice for what they wanted once. One that is paid and not granted is granted now, and is then the outcome.
 *
 * @param onChecking - told when there is an earlier order to look after, which takes its time
 * @param signal - aborted when the app gives up
 * @returns the outcome of an earlier order that ends this purchase; `undefined` if the way is free
 * @throws IapError `ORDER_UNRESOLVED` or `PAYMENT_PENDING` if that cannot be told yet
 */
export async function resolveEarlier(
  session: HostSession,
  order: PurchaseOrder,
  onChecking: () => void,
  signal: AbortSignal,
): Promise<PurchaseOutcome | undefined> {
  const { clock } = session;
  const { sku } = order;
  const finished = new Set<string>();
  for (let waitedMs = 0; ; ) {
    const note = await earlierNote(session, sku);
    if (note) onChecking();
    const askedAt = clock.now();
    const found = (await ungrantedOf(session, sku, note)).filter(({ orderId }) => !finished.has(orderId));
    if (found[0]) {
      onChecking();
      // Locked until it is granted, even if a later list lags behind or cannot be read.
      await noteFound(session, sku, found[0].orderId);
      let recovered: PurchaseOutcome | undefined;
      for (const ungranted of found) {
        const result = await recoverOrder(session, ungranted, order);
        const { orderId, error } = result;
        if (!isResolved(ungranted, error)) return { ...result, sku } as PendingOutcome;
        if (!error) recovered = recoveredOutcome(sku, orderId);
        finished.add(orderId);
      }
      await noteResolved(session, sku, found);
      if (recovered) return recovered;
      continue;
    }
    const open = await unlisted(session, sku, askedAt, waitedMs);
    if (!open) return undefined;
    const waitMs = certainAt(open, session) - askedAt;
    if (waitMs > LIST_LAG_MS) {
      // While its sheet may be open, not even the app can say that the user buys another one.
      if (order.buyAgain && openUntil(open) <= askedAt) return undefined;
      throw unsettled(open);
    }
    if (signal.aborted) throw new IapError('ORDER_UNRESOLVED', 'buy');
    await clock.sleep(waitMs, signal).catch(() => {});
    waitedMs += waitMs;
  }
}

/** The error of a tap on a product whose earlier order is not finished. */
function unsettled({ hostSaid }: Note): IapError {
  return new IapError(
    hostSaid === 'approval' ? 'PAYMENT_PENDING' : 'ORDER_UNRESOLVED',
    'buy',
    hostSaid === 'charge'
      ? { charged: 'yes', why: 'a paid order did not turn up. Pass buyAgain to sell another' }
      : {},
  );
}

/** @throws IapError if the host could not be asked: a possible earlier order may be paid */
async function ungrantedOf(
  session: HostSession,
  sku: string,
  note: Note | undefined,
): Promise<UngrantedOrder[]> {
  const listed = await pendingOnHost(session).catch((cause: unknown) => {
    throw note ? new IapError('ORDER_UNRESOLVED', 'buy', { cause }) : cause;
  });
  const same = listed.filter((pending) => pending.sku === sku);
  if (!note) return same;
  // A list without skus does not tell the product. It may contain the order of the sheet with the unknown end.
  const unnamed = listed.filter(
    (pending) => !pending.sku && (!note.orderId || note.orderId === pending.orderId),
  );
  return [
    ...same,
    ...unnamed.map((pending) => ({ ...pending, sku: note.orderId && sku })),
    ...pendingOnDevice(session, new Map([[sku, note]]), listed),
  ];
}
