import { IapError } from '../errors/iap-error.js';
import {
  certainAt,
  hasUnlistedEnd,
  LIST_LAG_MS,
  mayBeOpen,
  noticedAtLast,
} from '../open-orders/certain-at.js';
import { isInHistory } from '../open-orders/history-of-product.js';
import type { OpenOrder } from '../open-orders/open-order.js';
import { mayBeOrderOf } from '../open-orders/order-of-charge.js';
import { isSettled, pendingOnDevice, pendingOnHost } from '../recovery/find-ungranted.js';
import { recoverOrder, type UngrantedOrder } from '../recovery/recover-order.js';
import type { HostSession } from '../session/host-session.js';
import type { PurchaseOutcome } from './outcome.js';
import type { PurchaseOrder } from './purchase-order.js';

/** What came of the earlier orders of a product. */
export interface Settled {
  /** An earlier order that ends this purchase; without it the way is free. */
  readonly outcome?: PurchaseOutcome | undefined;
  /** What is not settled, and the app buys another one all the same. */
  readonly replaced?: OpenOrder | undefined;
}

/**
 * Finds out what became of an earlier order for the same product before another one is opened, so that nobody pays
 * twice for what they wanted once. One that is paid and not granted is granted now, and is then the outcome.
 *
 * @param signal - aborted when the app gives up
 * @throws IapError `ORDER_UNRESOLVED` or `PAYMENT_PENDING` if that cannot be told yet
 */
export async function settleEarlier(
  session: HostSession,
  order: PurchaseOrder,
  signal: AbortSignal,
): Promise<Settled> {
  const { book, clock } = session;
  const { sku, buyAgain } = order;
  for (;;) {
    const note = (await book.all()).get(sku);
    const askedAt = clock.now();
    const found = await ungrantedOf(session, sku, note);
    const noticed = note && noticedAtLast(note, askedAt);
    const wait = noticed ? certainAt(noticed, session) - askedAt : 0;
    if (found[0]) {
      // Locked until it is granted, also where a later list is late or cannot be read.
      await book.put(sku, { openedAt: askedAt, orderId: found[0].orderId, ...noticed });
      const outcome = await recoverAll(session, order, found);
      if (outcome?.status === 'pending') return { outcome };
      // What was found need not be the order of the sheet whose end nobody knows: that one may follow on the list.
      const isOver =
        !noticed ||
        wait <= 0 ||
        noticed.orderId ||
        (noticed.hostSaid && found.some((one) => mayBeOrderOf(noticed, one)));
      await book.put(sku, isOver ? noticed?.replaced : noticed);
      if (outcome) return { outcome };
      continue;
    }
    if (!noticed) return {};
    const isOver = wait <= 0 || (hasUnlistedEnd(noticed) && (await isInHistory(session, sku, noticed)));
    // The sheet was opened and nobody knows how it ended; the list may not have caught up yet.
    if (!isOver) await book.put(sku, noticed);
    else if (!noticed.replaced) return {};
    else {
      await book.put(sku, noticed.replaced);
      continue;
    }
    if (wait > LIST_LAG_MS && buyAgain && !mayBeOpen(noticed, askedAt)) return { replaced: noticed };
    if (wait > LIST_LAG_MS || signal.aborted) throw unsettled(noticed);
    await clock.sleep(wait, signal).catch(() => {});
  }
}

/** The error of a tap on a product whose earlier order is not settled. */
function unsettled({ hostSaid }: OpenOrder): IapError {
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
    ...pendingOnDevice(session, new Map([[sku, note]]), listed),
  ];
}

/** @returns the last outcome, which is pending for the first order that is not settled */
async function recoverAll(
  session: HostSession,
  { sku, grant, grantTimeoutMs }: PurchaseOrder,
  found: readonly UngrantedOrder[],
): Promise<PurchaseOutcome | undefined> {
  let recovered: PurchaseOutcome | undefined;
  for (const ungranted of found) {
    const result = await recoverOrder(session, ungranted, grant, grantTimeoutMs);
    const { orderId, error } = result;
    if (!error) recovered = { status: 'granted', sku, orderId, recovered: true, receipt: undefined };
    else if (!isSettled(ungranted, result)) return { status: 'pending', sku, orderId, error };
  }
  return recovered;
}
