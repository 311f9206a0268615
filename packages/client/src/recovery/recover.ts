import { unlessAborted } from '../abort/unless-aborted.js';
import { IapError } from '../errors/iap-error.js';
import { certainAt, hasUnlistedEnd, LIST_LAG_MS, noticedAtLast } from '../open-orders/certain-at.js';
import { isInHistory } from '../open-orders/history-of-product.js';
import { holdInThisTab, orderLock } from '../open-orders/only-one-tab.js';
import type { OpenOrder, OpenOrders } from '../open-orders/open-order.js';
import type { GrantCallback } from '../purchase/grant-callback.js';
import type { HostSession } from '../session/host-session.js';
import { pendingOnDevice, pendingOnHost } from './find-ungranted.js';
import { lockOf, recoverInTurn } from './recover-in-turn.js';
import type { UngrantedOrder } from './recover-order.js';
import type { RecoveredOrder } from './recovered-order.js';

/** How many products are recovered at a time, unless another number is passed: a backend takes that much from one user. */
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
   * How many products at a time, 1 or more; the orders of one product are done one after another.
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
  const { signal } = options;
  const done = new Map<string, RecoveredOrder>();
  for (;;) {
    const askedAt = clock.now();
    const found = await unlessAborted(() => ungranted(session), signal);
    await recoverSome(session, options, found, done);
    const left = await unlessAborted(() => settleSheets(session, askedAt), signal);
    if (left.length === 0) return { orders: [...done.values()] };
    const pause = Math.min(READ_AGAIN_MS, Math.max(...left) - clock.now());
    await unlessAborted(() => clock.sleep(pause, signal), signal);
  }
}

async function ungranted(session: HostSession): Promise<UngrantedOrder[]> {
  const onHost = (await pendingOnHost(session)) ?? [];
  const notes = await session.book.all();
  const onDevice = pendingOnDevice(session, idle(session, notes), onHost);
  const skuOf = (orderId: string) => [...notes].find(([, note]) => note.orderId === orderId)?.[0];
  return [...onHost.map((order) => ({ ...order, sku: order.sku ?? skuOf(order.orderId) })), ...onDevice];
}

/** The notes that no purchase of this page is busy with. */
function idle({ running }: HostSession, notes: OpenOrders): OpenOrders {
  return new Map([...notes].filter(([sku]) => !running.has(sku)));
}

async function recoverSome(
  session: HostSession,
  { grant, signal, concurrency = DEFAULT_RECOVERY_CONCURRENCY }: RecoverOptions,
  found: readonly UngrantedOrder[],
  done: Map<string, RecoveredOrder>,
): Promise<void> {
  const queue = byProduct(found.filter(({ orderId }) => !done.has(orderId)));
  const work = async () => {
    for (let orders = queue.shift(); orders && !signal?.aborted; orders = queue.shift()) {
      await recoverInTurn(session, orders, { grant, signal }, done);
    }
  };
  // What is not a number is no wish.
  const wanted = Math.max(1, concurrency) || DEFAULT_RECOVERY_CONCURRENCY;
  await Promise.all(Array.from({ length: Math.min(wanted, queue.length) }, work));
}

/** The orders of each product together, since its lock has one holder; one of an unknown product stays alone. */
function byProduct(found: readonly UngrantedOrder[]): UngrantedOrder[][] {
  const groups = new Map<string, UngrantedOrder[]>();
  for (const order of found) {
    const name = lockOf(order);
    groups.set(name, [...(groups.get(name) ?? []), order]);
  }
  return [...groups.values()];
}

/**
 * Takes away the notes of order sheets that certainly ended unpaid: the list, read late enough, had nothing of them.
 *
 * @returns when the others will be certain
 */
async function settleSheets(session: HostSession, askedAt: number): Promise<number[]> {
  const left: number[] = [];
  for (const [sku, note] of idle(session, await session.book.all())) {
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
  const noticed = noticedAtLast(note, now);
  const certain = certainAt(noticed, session);
  const isOver =
    askedAt >= certain || (hasUnlistedEnd(noticed) && (await isInHistory(session, sku, noticed)));
  await session.book.put(sku, isOver ? note.replaced : noticed);
  return isOver ? askedAt : certain;
}
