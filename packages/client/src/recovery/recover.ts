import type { HostSession } from '../bridge/host-session.js';
import { unlessAborted } from '../clock/unless-aborted.js';
import { isLeftToPurchase } from '../desk/holds.js';
import { idleNotes, unlisted } from '../desk/product-notes.js';
import type { RecoveredOrder } from '../desk/recovered-order.js';
import { holdInThisTab, orderLock } from '../desk/tab-lock.js';
import { IapError } from '../errors/iap-error.js';
import { pendingOnDevice, pendingOnHost } from '../grant/find-ungranted.js';
import type { GrantCallback } from '../grant/grant-callback.js';
import type { UngrantedOrder } from '../grant/recover-order.js';
import { lockNameOf, recoverInTurn } from './recover-in-turn.js';

/** How many products are recovered at a time, unless another number is passed: a backend takes that much from one user. */
export const DEFAULT_RECOVERY_CONCURRENCY = 3;

/** How long to wait before the host's list is read again for an order that should be on it, in milliseconds. */
const READ_AGAIN_MS = 3_000;

/** What a recovery needs. */
export interface RecoverOptions {
  /** Grants one order: the same callback as for a purchase. Called once for each order that is found. */
  readonly grant: GrantCallback;
  /**
   * How long the grant callback has for each order, in milliseconds, 0 to 25,000; more is cut.
   * @defaultValue 25,000
   */
  readonly grantTimeoutMs?: number | undefined;
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
  const onHost = (await pendingOnHost(session)) ?? [];
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
  // What is not a number is no wish.
  const wanted = Math.max(1, concurrency) || DEFAULT_RECOVERY_CONCURRENCY;
  await Promise.all(Array.from({ length: Math.min(wanted, queue.length) }, work));
}

/** The orders of each product together, since its lock has one holder; one of an unknown product stays alone. */
function byProduct(found: readonly UngrantedOrder[]): UngrantedOrder[][] {
  const groups = new Map<string, UngrantedOrder[]>();
  for (const order of found) {
    const name = lockNameOf(order);
    groups.set(name, [...(groups.get(name) ?? []), order]);
  }
  return [...groups.values()];
}

/**
 * Takes away the notes of order sheets that certainly ended unpaid: the list, read late enough, had nothing of them.
 *
 * @param waited - how long was waited for each product so far
 * @returns for how long the list has to be waited for, by product; what takes minutes or days is left to later
 */
async function finishSheets(
  session: HostSession,
  askedAt: number,
  waited: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const waits = new Map<string, number>();
  for (const [sku, note] of await idleNotes(session)) {
    if (note.orderId || isLeftToPurchase(session, sku)) continue;
    const release = await holdInThisTab(orderLock(sku), session.clock);
    // The sheet is open in another tab.
    if (!release) continue;
    const verdict = await unlisted(session, sku, askedAt, waited.get(sku) ?? 0).finally(release);
    if (verdict.state === 'wait') waits.set(sku, verdict.ms);
  }
  return waits;
}
