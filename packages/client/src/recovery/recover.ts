import type { HostSession } from '../bridge/host-session.js';
import { unlessAborted } from '../clock/unless-aborted.js';
import { isLeftToPurchase } from '../desk/holds.js';
import { certainAt } from '../desk/note-end.js';
import { idleNotes, unlisted } from '../desk/product-notes.js';
import type { RecoveredOrder } from '../desk/recovered-order.js';
import { holdInThisTab } from '../desk/tab-lock.js';
import { IapError } from '../errors/iap-error.js';
import { pendingOnDevice, pendingOnHost } from '../grant/find-ungranted.js';
import type { GrantCallback } from '../grant/grant-callback.js';
import type { UngrantedOrder } from '../grant/recover-order.js';
import { DEFAULT_RECOVERY_CONCURRENCY, LIST_LAG_MS, READ_AGAIN_MS } from '../limits/limits.js';
import { lockNameOf, recoverInTurn } from './recover-in-turn.js';

/** Options of a recovery. */
export interface RecoverOptions {
  /** Grants one order: the same callback as for a purchase. Called once for each found order. */
  readonly grant: GrantCallback;
  /**
   * How long the grant callback may take for each order, in milliseconds, 0 to 25,000. A larger value is reduced to
   * that.
   * @defaultValue 25,000
   */
  readonly grantTimeoutMs?: number | undefined;
  /** Stops the search for further orders. An order that is being granted is still closed. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How many products are recovered at a time, 1 or more. The orders of one product are recovered one after another.
   * @defaultValue 3
   */
  readonly concurrency?: number | undefined;
}

/** The result of a recovery. */
export interface RecoveryReport {
  /** One entry for each found order, in the order in which they were recovered. */
  readonly orders: readonly RecoveredOrder[];
}

/**
 * Grants and closes every order that is paid and not granted: those on the host's list, and those that only this device
 * has noted. While the end of an order sheet is unknown, the list is read again until it must have caught up. Charges
 * nobody.
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
  const waited = new Map<string, number>();
  for (;;) {
    const askedAt = clock.now();
    const found = await unlessAborted(() => ungranted(session), signal);
    await recoverSome(session, options, found, done);
    const waits = await unlessAborted(() => finishSheets(session, askedAt, waited), signal);
    if (waits.size === 0) return { orders: [...done.values()] };
    const pause = Math.min(READ_AGAIN_MS, Math.max(...waits.values()));
    await unlessAborted(() => clock.sleep(pause, signal), signal);
    for (const sku of waits.keys()) waited.set(sku, (waited.get(sku) ?? 0) + pause);
  }
}

async function ungranted(session: HostSession): Promise<UngrantedOrder[]> {
  const onHost = await pendingOnHost(session);
  const notes = await idleNotes(session);
  const onDevice = pendingOnDevice(session, notes, onHost);
  const skuOf = (orderId: string) => [...notes].find(([, note]) => note.orderId === orderId)?.[0];
  return [...onHost.map((order) => ({ ...order, sku: order.sku ?? skuOf(order.orderId) })), ...onDevice];
}

async function recoverSome(
  session: HostSession,
  options: RecoverOptions,
  found: readonly UngrantedOrder[],
  done: Map<string, RecoveredOrder>,
): Promise<void> {
  const { signal, concurrency = DEFAULT_RECOVERY_CONCURRENCY } = options;
  const queue = byProduct(found.filter(({ orderId }) => !done.has(orderId)));
  const work = async () => {
    for (let orders = queue.shift(); orders && !signal?.aborted; orders = queue.shift()) {
      await recoverInTurn(session, orders, options, done);
    }
  };
  // Anything but a number means the default.
  const wanted = Math.max(1, concurrency) || DEFAULT_RECOVERY_CONCURRENCY;
  await Promise.all(Array.from({ length: Math.min(wanted, queue.length) }, work));
}

/** Groups the orders by product, because its lock has one holder. An order of an unknown product stays alone. */
function byProduct(found: readonly UngrantedOrder[]): UngrantedOrder[][] {
  const groups = new Map<string, UngrantedOrder[]>();
  for (const order of found) {
    const name = lockNameOf(order);
    groups.set(name, [...(groups.get(name) ?? []), order]);
  }
  return [...groups.values()];
}

/**
 * Removes the notes of order sheets that certainly ended unpaid: the list, read late enough, did not contain them.
 *
 * @param waited - how long the recovery has waited for each product so far
 * @returns how long to wait for the list, by product; waits of minutes or days are left to later
 */
async function finishSheets(
  session: HostSession,
  askedAt: number,
  waited: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const waits = new Map<string, number>();
  for (const [sku, note] of await idleNotes(session)) {
    if (note.orderId || isLeftToPurchase(session, sku)) continue;
    const release = await holdInThisTab(sku, session.clock);
    // The sheet is open in another tab.
    if (!release) continue;
    const open = await unlisted(session, sku, askedAt, waited.get(sku) ?? 0).finally(release);
    const waitMs = open && certainAt(open, session) - askedAt;
    if (waitMs && waitMs <= LIST_LAG_MS) waits.set(sku, waitMs);
  }
  return waits;
}
