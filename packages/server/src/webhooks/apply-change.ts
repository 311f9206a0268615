import {
  parseStatusDeterminedAt,
  type SubscriptionStatusChanged,
  type WebhookSubscriptionState,
} from '@ait-iap/protocol';
import { appendAudit } from '../ledger/audit.js';
import { makeDue } from '../ledger/due-orders.js';
import type { LedgerStore, LedgerTransaction } from '../ledger/ledger-store.js';
import { lockOrder } from '../ledger/lock-order.js';
import { type ChangeKey, settleChange } from '../ledger/subscription-changes.js';
import { findSubscriptions, type SubscriptionState, saveSubscription } from '../ledger/subscriptions.js';
import type { OnSubscriptionChanged } from './subscription-change.js';

/** What became of an event. */
export type ChangeOutcome =
  /** `onSubscriptionChanged` ran; the commit was made. */
  | 'applied'
  /** Like `applied`, but something between the last known state and this one was never seen. */
  | 'applied_after_gap'
  /** It had been settled before. */
  | 'duplicate'
  /** A newer event had been applied: kept, not told. */
  | 'superseded'
  /** Its order is not known yet, or has no confirmed user: kept until it has. */
  | 'waiting';

/** An event that is on disk. */
export interface KeptChange {
  readonly key: ChangeKey;
  readonly event: SubscriptionStatusChanged;
  readonly occurredAtMs: number;
}

/** How an event is applied. */
export interface ApplyOptions<Tx> {
  readonly store: LedgerStore<Tx>;
  readonly onSubscriptionChanged: OnSubscriptionChanged<Tx>;
  readonly now: () => number;
}

/** Applies an event in one transaction: the application's writes, the newest state, the event's own state. */
export function applyChange<Tx>(options: ApplyOptions<Tx>, kept: KeptChange): Promise<ChangeOutcome> {
  return options.store.transaction((ledger) => apply(options, ledger, kept));
}

async function apply<Tx>(
  { onSubscriptionChanged, now }: ApplyOptions<Tx>,
  ledger: LedgerTransaction<Tx>,
  { key, event, occurredAtMs }: KeptChange,
): Promise<ChangeOutcome> {
  const { orderId } = key;
  const order = await lockOrder(ledger, orderId);
  if (order?.userKey === undefined || !order.claimed) return 'waiting';
  const [known] = await findSubscriptions(ledger, [orderId]);
  if (known !== undefined && known.occurredAtMs > occurredAtMs) {
    const settled = await settleChange(ledger, key, { state: 'superseded', now: now() });
    return settled ? 'superseded' : 'duplicate';
  }
  // Before the application is told: the same event may have come twice at the same moment.
  if (!(await settleChange(ledger, key, { state: 'applied', now: now() }))) return 'duplicate';
  const { previous, current } = event.subscription;
  const followsKnown = follows(known, previous ?? undefined);
  await onSubscriptionChanged(ledger.tx, {
    orderId,
    userKey: order.userKey,
    sku: event.sku,
    changeReason: event.changeReason,
    occurredAt: new Date(occurredAtMs),
    ...(previous ? { previous } : {}),
    current,
    followsKnown,
  });
  await saveSubscription(ledger, toState(orderId, event, occurredAtMs));
  await appendAudit(ledger, {
    orderId,
    at: now(),
    kind: 'subscription_changed',
    detail: {
      reason: event.changeReason,
      status: current.status,
      access: current.accessGranted,
      followsKnown,
    },
  });
  // A webhook is a reason to ask, not evidence: the refund is taken back when the partner API has said so too.
  if (event.changeReason === 'REVOKED') await makeDue(ledger, orderId, now());
  return followsKnown ? 'applied' : 'applied_after_gap';
}

function follows(
  known: SubscriptionState | undefined,
  previous: WebhookSubscriptionState | undefined,
): boolean {
  if (known === undefined || previous === undefined) return known === undefined && previous === undefined;
  return (
    known.status === previous.status &&
    known.accessGranted === previous.accessGranted &&
    (known.autoRenew ?? previous.autoRenew) === previous.autoRenew &&
    sameInstant(known.expiresAt, previous.expiresAt ?? undefined)
  );
}

/** The platform may write one instant in two ways. */
function sameInstant(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  const [first, second] = [parseStatusDeterminedAt(a), parseStatusDeterminedAt(b)];
  return first !== undefined && first === second;
}

function toState(
  orderId: ChangeKey['orderId'],
  event: SubscriptionStatusChanged,
  occurredAtMs: number,
): SubscriptionState {
  const { current } = event.subscription;
  return {
    orderId,
    sku: event.sku,
    status: current.status,
    accessGranted: current.accessGranted,
    autoRenew: current.autoRenew,
    ...(current.expiresAt === null ? {} : { expiresAt: current.expiresAt }),
    occurredAtMs,
  };
}
