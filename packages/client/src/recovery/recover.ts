import { IapError } from '../errors/iap-error.js';
import { certainAt, LIST_LAG_MS } from '../open-orders/certain-at.js';
import { holdInThisTab, orderLock } from '../open-orders/only-one-tab.js';
import type { OpenOrder, OpenOrders } from '../open-orders/open-order.js';
import type { OpenOrderBook } from '../open-orders/open-order-book.js';
import type { GrantCallback } from '../purchase/grant-callback.js';
import type { HostSession } from '../session/host-session.js';
import { isSettled, pendingOnDevice, pendingOnHost } from './find-ungranted.js';
import { noteUngranted } from './note-ungranted.js';
import { recoverOrder, type UngrantedOrder } from './recover-order.js';
import type { RecoveredOrder } from './recovered-order.js';

/** How many orders are recovered at a time, unless another number is passed: a backend takes that much from one user. */
export const DEFAULT_RECOVERY_CONCURRENCY = 3;

/** How long to wait before the host's list is read again for an order that should be on it, in milliseconds. */
const READ_AGAIN_MS = 3_000;

/** What a recovery needs. */
export interface RecoverOptions {
  /** Grants one order: the same callback as for a purchase. Called once for each order that is found. */
  readonly grant: GrantCallback;
  /** Stops looking for further orders; one that is being granted is still closed. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How many orders at a time, 1 or more.
   * @defaultValue 3
   */
  readonly concurrency?: number | undefined;
}

/** What a recovery did. */
export interface RecoveryReport {
  /** One entry for each order that was found, in the order in which they were done. */
  readonly orders: readonly RecoveredOrder[];
}

/**
 * Grants and closes every order that is paid and not granted, those on the host's list and those that only this
 * device remembers. While an order sheet's end is unknown the list is read again until it must have caught up.
 *
 * @throws IapError if the list cannot be read; the signal's reason on abort
 */
export async function recover(session: HostSession, options: RecoverOptions): Promise<RecoveryReport> {
  if (typeof options?.grant !== 'function') {
    throw new IapError('INVALID_ARGUMENT', 'recover', { why: 'pass a grant callback', charged: 'no' });
  }
  const { clock } = session;
  const done = new Map<string, RecoveredOrder>();
  for (;;) {
    options.signal?.throwIfAborted();
    const askedAt = clock.now();
    const found = await ungranted(session);
    await recoverSome(session, options, found, done);
    const left = await settleSheets(session, askedAt);
    if (left.length === 0) return { orders: [...done.values()] };
    await clock.sleep(Math.min(READ_AGAIN_MS, Math.max(...left) - clock.now()), options.signal);
  }
}

async function ungranted(session: HostSession): Promise<UngrantedOrder[]> {
  const onHost = (await pendingOnHost(session)) ?? [];
  const notes = await session.book.all();
  const onDevice = pendingOnDevice(session, idle(session, notes), onHost);
  const skuOf = (orderId: string) => Object.keys(notes).find((sku) => notes[sku]?.orderId === orderId);
  return [...onHost.map((order) => ({ ...order, sku: order.sku ?? skuOf(order.orderId) })), ...onDevice];
}

/** The notes that no purchase of this page is busy with. */
function idle({ running }: HostSession, notes: OpenOrders): OpenOrders {
  return Object.fromEntries(Object.entries(notes).filter(([sku]) => !running.has(sku)));
}

async function recoverSome(
  session: HostSession,
  { grant, signal, concurrency = DEFAULT_RECOVERY_CONCURRENCY }: RecoverOptions,
  found: readonly UngrantedOrder[],
  done: Map<string, RecoveredOrder>,
): Promise<void> {
  const queue = found.filter(({ orderId }) => !done.has(orderId));
  const work = async () => {
    for (let order = queue.shift(); order && !signal?.aborted; order = queue.shift()) {
      done.set(order.orderId, await recoverAlone(session, order, grant));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work));
}

/** Leaves an order to the purchase that runs for its product, in this tab or another. */
async function recoverAlone(
  session: HostSession,
  order: UngrantedOrder,
  grant: GrantCallback,
): Promise<RecoveredOrder> {
  const { orderId, sku } = order;
  const { running, book } = session;
  const busy: RecoveredOrder = { orderId, sku, status: 'busy' };
  if (sku === undefined ? running.size > 0 : running.has(sku)) return busy;
  const hold = await holdInThisTab(orderLock(sku ?? orderId), session.clock);
  if (!hold) return busy;
  try {
    const recovered = await recoverOrder(session, order, grant);
    if (sku === undefined) return recovered;
    if (isSettled(order, recovered)) await settleNote(book, sku, orderId);
    else await noteUngranted(session, sku, orderId);
    return recovered;
  } finally {
    hold.release();
  }
}

/** Any other note stays: of another order for the same product, or of a sheet whose order may still come. */
async function settleNote(book: OpenOrderBook, sku: string, orderId: string): Promise<void> {
  const { orderId: noted, hostSaid } = (await book.all())[sku] ?? {};
  if (noted ? noted === orderId : hostSaid) await book.put(sku, undefined);
}

/**
 * Takes away the notes of order sheets that certainly ended unpaid: the list, read late enough, had nothing of them.
 *
 * @returns when the others will be certain
 */
async function settleSheets(session: HostSession, askedAt: number): Promise<number[]> {
  const left: number[] = [];
  for (const [sku, note] of Object.entries(idle(session, await session.book.all()))) {
    if (note.orderId !== undefined) continue;
    const hold = await holdInThisTab(orderLock(sku), session.clock);
    // The sheet is open in another tab.
    if (!hold) continue;
    const certain = await settleSheet(session, sku, note, askedAt).finally(() => hold.release());
    // What may take minutes or days is left to a later recovery.
    if (certain > askedAt && certain <= session.clock.now() + LIST_LAG_MS) left.push(certain);
  }
  return left;
}

async function settleSheet(
  session: HostSession,
  sku: string,
  note: OpenOrder,
  askedAt: number,
): Promise<number> {
  const now = session.clock.now();
  const noticed = { ...note, noticedAt: Math.min(note.noticedAt ?? now, now) };
  const certain = certainAt(noticed, session);
  await session.book.put(sku, askedAt >= certain ? undefined : noticed);
  return certain;
}
