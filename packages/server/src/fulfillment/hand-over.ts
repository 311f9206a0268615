import { appendAudit } from '../ledger/audit.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { LedgerTransaction } from '../ledger/ledger-store.js';
import { addToOutbox, cancelInOutbox, type OutboxEntry } from '../ledger/outbox.js';
import { DELIVERY_LEASE_MS } from './external-grant.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { runCallback } from './run-callback.js';

/** An order that was just written as granted or revoked, before the commit. */
export interface HandedOver {
  readonly order: LedgerOrder;
  /** The order as it was before. */
  readonly before: LedgerOrder | undefined;
  readonly now: number;
  readonly signal: AbortSignal;
  /** A person grants it once more. */
  readonly redelivery?: boolean;
  /** Called before the application's callback runs. From then on, a failure comes from the callback. */
  readonly onCallback: (callback: 'onGrant' | 'onRevoke') => void;
}

/** Grants a product: runs the application's own writes, or writes a promise to the other system and returns it. */
export async function handOver<Tx>(
  { handover }: FulfillmentContext<Tx>,
  ledger: LedgerTransaction<Tx>,
  { order, before, now, signal, redelivery = false, onCallback }: HandedOver,
): Promise<OutboxEntry | undefined> {
  const { orderId, userKey, sku, statusDeterminedAt, grantedAt } = order;
  if (userKey === undefined || sku === undefined || grantedAt === undefined) return undefined;
  if (handover.kind === 'external') {
    if (before !== undefined) await cancelInOutbox(ledger, orderId, 'revoke');
    const promise = { orderId, action: 'grant', revision: order.revision } as const;
    return addToOutbox(ledger, promise, { now, leaseUntil: now + DELIVERY_LEASE_MS });
  }
  onCallback('onGrant');
  await runCallback('onGrant', () =>
    handover.onGrant(ledger.tx, {
      orderId,
      userKey,
      sku,
      status: order.status ?? '',
      ...(statusDeterminedAt === undefined ? {} : { statusDeterminedAt }),
      ...(before?.revokedAt === undefined ? {} : { previouslyRevokedAt: before.revokedAt }),
      ...(redelivery ? { redelivery } : {}),
      grantedAt,
      signal,
    }),
  );
  return undefined;
}

/** Takes a product back: runs the application's own writes, or writes a promise to the other system and returns it. */
export async function takeBack<Tx>(
  { handover }: FulfillmentContext<Tx>,
  ledger: LedgerTransaction<Tx>,
  { order, now, signal, onCallback }: HandedOver,
): Promise<OutboxEntry | undefined> {
  const { orderId, userKey, sku, grantedAt, statusDeterminedAt } = order;
  if (handover.kind === 'external') {
    await cancelInOutbox(ledger, orderId, 'grant');
    const promise = { orderId, action: 'revoke', revision: order.revision } as const;
    return addToOutbox(ledger, promise, { now, leaseUntil: now + DELIVERY_LEASE_MS });
  }
  // A granted row has all three. They are written with the grant, and an import without them is refused.
  if (userKey === undefined || sku === undefined || grantedAt === undefined) return undefined;
  onCallback('onRevoke');
  await runCallback('onRevoke', () =>
    handover.onRevoke(ledger.tx, {
      orderId,
      userKey,
      sku,
      grantedAt,
      revokedAt: new Date(now),
      ...(statusDeterminedAt === undefined ? {} : { statusDeterminedAt }),
      signal,
    }),
  );
  return undefined;
}

/** Writes into the timeline that an order was granted or revoked. */
export async function noteChange<Tx>(
  { handover }: FulfillmentContext<Tx>,
  ledger: LedgerTransaction<Tx>,
  change: 'grant' | 'revoke',
  {
    order,
    before,
    now,
    intentId,
  }: Pick<HandedOver, 'order' | 'before' | 'now'> & { readonly intentId?: string | undefined },
): Promise<void> {
  const { orderId, sku } = order;
  const external = handover.kind === 'external';
  if (change === 'revoke') {
    const kind = external ? 'withdrawal_promised' : 'revoked';
    await appendAudit(ledger, { orderId, at: now, kind, detail: { sku } });
    return;
  }
  await appendAudit(ledger, {
    orderId,
    at: now,
    kind: grantKind(external, before),
    detail: { ...grantDetail(order, before), ...(intentId === undefined ? {} : { intentId }) },
  });
}

/** The word for a grant in the timeline. */
export function grantKind(external: boolean, before: LedgerOrder | undefined) {
  if (external) return 'promised' as const;
  return before?.revokedAt === undefined ? ('granted' as const) : ('regranted' as const);
}

/** What the timeline says of a grant. */
export function grantDetail({ sku, status }: LedgerOrder, before: LedgerOrder | undefined) {
  const revokedAt = before?.revokedAt;
  return {
    sku,
    status,
    ...(revokedAt === undefined ? {} : { previouslyRevokedAt: revokedAt.toISOString() }),
  };
}
