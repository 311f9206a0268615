import type { HostSession } from '../bridge/host-session.js';
import type { Note } from '../desk/note.js';
import { earlierNote, noteFound, noteResolved, unlisted } from '../desk/product-notes.js';
import { IapError } from '../errors/iap-error.js';
import { isResolved, pendingOnDevice, pendingOnHost } from '../grant/find-ungranted.js';
import { recoverOrder, type UngrantedOrder } from '../grant/recover-order.js';
import { type PurchaseOutcome, recoveredOutcome } from './outcome.js';
import type { PurchaseOrder } from './purchase-order.js';

/** What came of the earlier orders of a product. */
export interface EarlierOrders {
  /** An earlier order that ends this purchase; without it the way is free. */
  readonly outcome?: PurchaseOutcome | undefined;
  /** What is not finished, and the app buys another one all the same. */
  readonly replaced?: Note | undefined;
}

/**
 * Finds out what became of an earlier order for the same product before another one is opened, so that nobody pays
 * twice for what they wanted once. One that is paid and not granted is granted now, and is then the outcome.
 *
 * @param onChecking - told when there is an earlier order to look after, which takes its time
 * @param signal - aborted when the app gives up
 * @throws IapError `ORDER_UNRESOLVED` or `PAYMENT_PENDING` if that cannot be told yet
 */
export async function resolveEarlier(
  session: HostSession,
  order: PurchaseOrder,
  onChecking: () => void,
  signal: AbortSignal,
): Promise<EarlierOrders> {
  const { clock } = session;
  const { sku, buyAgain } = order;
  const finished = new Set<string>();
  for (let waitedMs = 0; ; ) {
    const note = await earlierNote(session, sku);
    if (note) onChecking();
    const askedAt = clock.now();
    const ungranted = await ungrantedOf(session, sku, note);
    const found = ungranted.filter(({ orderId }) => !finished.has(orderId));
    if (found[0]) {
      onChecking();
      // Locked until it is granted, also where a later list is late or cannot be read.
      await noteFound(session, sku, found[0].orderId);
      const outcome = await recoverAll(session, order, found);
      if (outcome?.status !== 'pending') await noteResolved(session, sku, found);
      if (outcome) return { outcome };
      for (const { orderId } of found) finished.add(orderId);
      continue;
    }
    const verdict = await unlisted(session, sku, askedAt, waitedMs);
    if (verdict.state === 'free') return {};
    if (verdict.state === 'locked') {
      if (buyAgain && !verdict.mayBeOpen) return { replaced: verdict.note };
      throw unsettled(verdict.note);
    }
    if (signal.aborted) throw new IapError('ORDER_UNRESOLVED', 'buy');
    await clock.sleep(verdict.ms, signal).catch(() => {});
    waitedMs += verdict.ms;
  }
}

/** The error of a tap on a product whose earlier order is not finished. */
function unsettled({ hostSaid }: Note): IapError {
  if (hostSaid === 'approval') return new IapError('PAYMENT_PENDING', 'buy');
  if (hostSaid !== 'charge') return new IapError('ORDER_UNRESOLVED', 'buy');
  return new IapError('ORDER_UNRESOLVED', 'buy', {
    charged: 'yes',
    why: 'the user has paid for it before and the order has not turned up. Pass buyAgain if the user wants another',
  });
}

/** @throws IapError if the host could not be asked: an order that nobody can look for may be paid, if there is one */
async function ungrantedOf(
  session: HostSession,
  sku: string,
  note: Note | undefined,
): Promise<UngrantedOrder[]> {
  const onHost = await pendingOnHost(session).catch((cause: unknown) => {
    throw note ? new IapError('ORDER_UNRESOLVED', 'buy', { cause }) : cause;
  });
  const listed = onHost ?? [];
  const same = listed.filter((pending) => pending.sku === sku);
  if (!note) return same;
  // A list without skus does not tell the product: it may hold the order of the sheet whose end nobody saw.
  const unnamed = listed.filter(
    ({ sku: product, orderId }) => !product && (!note.orderId || note.orderId === orderId),
  );
  return [
    ...same,
    ...unnamed.map((pending) => ({ ...pending, sku: note.orderId && sku })),
    ...pendingOnDevice(session, new Map([[sku, note]]), listed),
  ];
}

/** @returns the last outcome, which is pending for the first order that is not finished */
async function recoverAll(
  session: HostSession,
  order: PurchaseOrder,
  found: readonly UngrantedOrder[],
): Promise<PurchaseOutcome | undefined> {
  const { sku } = order;
  let recovered: PurchaseOutcome | undefined;
  for (const ungranted of found) {
    const result = await recoverOrder(session, ungranted, order);
    const { orderId, error } = result;
    if (!error) recovered = recoveredOutcome(sku, orderId);
    else if (!isResolved(ungranted, result)) return { status: 'pending', sku, orderId, error };
  }
  return recovered;
}
