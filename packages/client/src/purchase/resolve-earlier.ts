import type { HostSession } from '../bridge/host-session.js';
import type { Note } from '../desk/note.js';
import { earlierNote, noteFound, noteResolved, unlisted } from '../desk/product-notes.js';
import { IapError } from '../errors/iap-error.js';
import { isResolved, pendingOnDevice, pendingOnHost } from '../grant/find-ungranted.js';
import { recoverOrder, type UngrantedOrder } from '../grant/recover-order.js';
import { type PurchaseOutcome, recoveredOutcome } from './outcome.js';
import type { PurchaseOrder } from './purchase-order.js';

/** The result for earlier orders of a product. */
export interface EarlierOrders {
  /** The outcome of an earlier order that ends this purchase. Missing: a new sheet may open. */
  readonly outcome?: PurchaseOutcome | undefined;
  /** The unfinished note, if the user buys another one anyway. */
  readonly replaced?: Note | undefined;
}

/**
 * Finds out how an earlier order for the same product ended before another one is opened, so that a user does not pay
 * twice for one wish. An order that is paid and not granted is granted now and becomes the outcome.
 *
 * @param onChecking - called when there is an earlier order to check, which takes some time
 * @param signal - aborted when the app stops waiting
 * @throws IapError `ORDER_UNRESOLVED` or `PAYMENT_PENDING` if the end is not known yet
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
      // Locked until it is granted, even if a later list lags behind or cannot be read.
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

/** @throws IapError if the host could not be asked: a possible earlier order may be paid */
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
  // A list without skus does not tell the product. It may contain the order of the sheet with the unknown end.
  const unnamed = listed.filter(
    ({ sku: product, orderId }) => !product && (!note.orderId || note.orderId === orderId),
  );
  return [
    ...same,
    ...unnamed.map((pending) => ({ ...pending, sku: note.orderId && sku })),
    ...pendingOnDevice(session, new Map([[sku, note]]), listed),
  ];
}

/** @returns the last outcome, which is `pending` for the first unfinished order */
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
