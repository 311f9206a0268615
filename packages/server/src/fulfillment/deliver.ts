import { inTime } from '../clock/in-time.js';
import { redactUserKey } from '../errors/redact.js';
import { acknowledgeDelivery } from '../ledger/acknowledge-delivery.js';
import { appendAudit } from '../ledger/audit.js';
import { findOrder } from '../ledger/find-order.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import {
  acknowledgeOutbox,
  claimOutbox,
  findOutboxKey,
  type OutboxEntry,
  postponeOutbox,
} from '../ledger/outbox.js';
import { errorCodeOf } from '../telemetry/fulfillment-event.js';
import {
  DELIVERY_LEASE_MS,
  deliveryPause,
  type ExternalGrant,
  LONGEST_DELIVERY_PAUSE_MS,
} from './external-grant.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { GrantDeadlineError } from './grant-deadline-error.js';
import { assertSuccess } from './run-callback.js';

/**
 * The result of an attempt.
 *
 * | outcome | meaning |
 * | --- | --- |
 * | acknowledged | the other system has done it, and it is written down |
 * | overtaken | it has done it, but the order has changed in the meantime: refunded, or acknowledged for another attempt |
 * | failed | it is tried again |
 */
export type DeliveryOutcome = 'acknowledged' | 'overtaken' | 'failed';

/**
 * Makes one attempt for an entry of the outbox that the caller has claimed, and writes the result. Never rejects
 * because of the other system.
 */
export async function attemptDelivery<Tx>(
  context: FulfillmentContext<Tx>,
  external: ExternalGrant,
  entry: OutboxEntry,
  signal: AbortSignal | undefined,
): Promise<DeliveryOutcome> {
  const [order, deliveryKey] = await context.store.read(async (ledger) => [
    await findOrder(ledger, entry.orderId),
    await findOutboxKey(ledger, entry.orderId, 'grant'),
  ]);
  if (order?.userKey === undefined || order.sku === undefined) return 'failed';
  const { userKey, sku } = order;
  try {
    await callOut(
      context,
      external,
      { entry, deliveryKey: deliveryKey ?? entry.idempotencyKey, userKey, sku },
      signal,
    );
  } catch (error) {
    await noteFailure(context, entry, error);
    report(context, entry, order, errorCodeOf(error));
    return 'failed';
  }
  const moved = await noteSuccess(context, entry, order);
  report(context, entry, order);
  return moved ? 'acknowledged' : 'overtaken';
}

// Enough that a few requests that hang do not hold back the others, and few enough for the other system.
const TRIED_AT_ONCE = 8;

/**
 * Claims the due entries and tries them, some at once: a system that hangs for one order does not hold back the others.
 * The entries of one order are tried one after another. What has not begun when the claim ends, or when the signal is
 * aborted, is left to the next claimer. Resolves with the number of tries.
 *
 * @throws the first error of the ledger, after all entries were tried
 */
export async function deliverDue<Tx>(
  context: FulfillmentContext<Tx>,
  external: ExternalGrant,
  { limit, signal }: { readonly limit: number; readonly signal?: AbortSignal | undefined },
): Promise<number> {
  const now = context.clock.now();
  const claim = {
    now,
    limit,
    leaseUntil: now + DELIVERY_LEASE_MS,
    furthest: now + LONGEST_DELIVERY_PAUSE_MS,
  };
  const entries = await context.store.transaction((ledger) => claimOutbox(ledger, claim));
  const orders = byOrder(entries);
  const failures: unknown[] = [];
  let tries = 0;
  const attempt = async (entry: OutboxEntry) => {
    if (signal?.aborted || context.clock.now() >= claim.leaseUntil) return;
    tries += 1;
    await attemptDelivery(context, external, entry, signal).catch((error: unknown) => failures.push(error));
  };
  const worker = async () => {
    for (let order = orders.shift(); order !== undefined; order = orders.shift()) {
      for (const entry of order) await attempt(entry);
    }
  };
  await Promise.all(Array.from({ length: TRIED_AT_ONCE }, worker));
  if (failures.length > 0) throw failures[0];
  return tries;
}

function byOrder(entries: readonly OutboxEntry[]): OutboxEntry[][] {
  const orders = new Map<string, OutboxEntry[]>();
  for (const entry of entries) orders.set(entry.orderId, [...(orders.get(entry.orderId) ?? []), entry]);
  return [...orders.values()];
}

interface Call {
  readonly entry: OutboxEntry;
  readonly deliveryKey: string;
  readonly userKey: string;
  readonly sku: string;
}

async function callOut<Tx>(
  context: FulfillmentContext<Tx>,
  external: ExternalGrant,
  { entry, deliveryKey, userKey, sku }: Call,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { clock } = context;
  const name = entry.action === 'grant' ? 'deliver' : 'withdraw';
  const { orderId, idempotencyKey } = entry;
  const order = { orderId, userKey, sku, idempotencyKey, deliveryKey, attempt: entry.attempts + 1 };
  const answer = await inTime(
    { clock, milliseconds: DELIVERY_LEASE_MS, signal, reason: () => new GrantDeadlineError() },
    // Called inside a promise, so that a callback that throws synchronously is a failed attempt too.
    (limit) => Promise.resolve().then(() => external[name]({ ...order, signal: limit.signal })),
  );
  assertSuccess(name, answer);
}

async function noteSuccess<Tx>(
  context: FulfillmentContext<Tx>,
  entry: OutboxEntry,
  order: LedgerOrder,
): Promise<boolean> {
  const now = context.clock.now();
  const { orderId, action } = entry;
  return context.store.transaction(async (ledger) => {
    if (!(await acknowledgeOutbox(ledger, entry, now))) return false;
    const step =
      action === 'grant'
        ? ({ from: 'delivering', to: 'granted' } as const)
        : ({ from: 'revoking', to: 'revoked' } as const);
    const moved = await acknowledgeDelivery(ledger, orderId, step);
    if (moved === undefined) return false;
    const detail = { sku: order.sku, attempts: entry.attempts + 1 };
    await appendAudit(ledger, { orderId, at: now, kind: action === 'grant' ? 'granted' : 'revoked', detail });
    return true;
  });
}

async function noteFailure<Tx>(
  context: FulfillmentContext<Tx>,
  entry: OutboxEntry,
  error: unknown,
): Promise<void> {
  const now = context.clock.now();
  const code = errorCodeOf(error);
  await context.store.transaction(async (ledger) => {
    await postponeOutbox(ledger, entry, { error: code, nextAttemptAt: now + deliveryPause(entry.attempts) });
    const detail = { action: entry.action, attempt: entry.attempts + 1, error: code };
    await appendAudit(ledger, { orderId: entry.orderId, at: now, kind: 'delivery_failed', detail });
  });
}

function report<Tx>(
  context: FulfillmentContext<Tx>,
  entry: OutboxEntry,
  order: LedgerOrder,
  errorCode?: string,
): void {
  context.emit?.({
    type: 'fulfillment.delivery',
    orderId: entry.orderId,
    at: context.clock.now(),
    ...(order.userKey === undefined ? {} : { userKey: redactUserKey(order.userKey) }),
    action: entry.action,
    attempt: entry.attempts + 1,
    confirmed: errorCode === undefined,
    ...(errorCode === undefined ? {} : { errorCode }),
  });
}
