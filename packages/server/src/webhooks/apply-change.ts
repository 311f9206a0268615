import { skuOf } from '@ait-iap/protocol';
import { assertSuccess } from '../fulfillment/run-callback.js';
import { appendAudit } from '../ledger/audit.js';
import { makeDue } from '../ledger/due-orders.js';
import type { LedgerStore, LedgerTransaction } from '../ledger/ledger-store.js';
import { lockOrder } from '../ledger/lock-order.js';
import {
  findFinishedChanges,
  finishChange,
  reviveChange,
  type StoredChange,
} from '../ledger/subscription-changes.js';
import { saveSubscription } from '../ledger/subscriptions.js';
import { arrangeChanges, follows, isSameChange } from './arrange-changes.js';
import { type PlacedChange, readPlacedChange } from './place-change.js';
import type { OnSubscriptionChanged } from './subscription-change.js';

/** The result of an event. */
export type ChangeOutcome =
  /** `onSubscriptionChanged` ran; the commit was made. */
  | 'applied'
  /** Like `applied`, but at least one event between the last known state and this one is missing. */
  | 'applied_after_gap'
  /** It was already finished. */
  | 'duplicate'
  /** Another event is newer. It is stored, and `onSubscriptionChanged` is not called. */
  | 'superseded'
  /** It showed that another event of the same moment is the newest. That one was reported again. */
  | 'reordered'
  /** Its order is not known yet, or has no confirmed user. It is stored until then. */
  | 'waiting';

/** How an event is applied. */
export interface ApplyOptions<Tx> {
  readonly store: LedgerStore<Tx>;
  readonly onSubscriptionChanged: OnSubscriptionChanged<Tx>;
  readonly now: () => number;
}

// Years of renewals. Older events can no longer change which event is the newest.
const HISTORY = 50;

/** Applies an event in one transaction: the application's writes, the newest state, the event's own state. */
export function applyChange<Tx>(options: ApplyOptions<Tx>, change: PlacedChange): Promise<ChangeOutcome> {
  return options.store.transaction((ledger) => apply(options, ledger, change));
}

async function apply<Tx>(
  options: ApplyOptions<Tx>,
  ledger: LedgerTransaction<Tx>,
  change: PlacedChange,
): Promise<ChangeOutcome> {
  const { key, event } = change;
  const now = options.now();
  const order = await lockOrder(ledger, key.orderId);
  const sku = skuOf(event) ?? order?.sku;
  if (order?.userKey === undefined || !order.claimed || sku === undefined) return 'waiting';
  const finished = await readFinished(ledger, key);
  const finish = (state: 'applied' | 'superseded') => finishChange(ledger, key, { state, now });
  if (finished.some((other) => isSameChange(other, change))) {
    await finish('superseded');
    return 'duplicate';
  }
  const arranged = arrangeChanges([...finished, change]);
  const newest = arranged.at(-1) ?? change;
  // Before the callback runs, because the same event may have come twice at the same moment.
  if (!(await finish(newest === change ? 'applied' : 'superseded'))) return 'duplicate';
  // A webhook is a reason to ask, not evidence: the product is taken back only when the partner API says REFUNDED too.
  // Two events that contradict each other are one too.
  if (isRevocation(change) || key.variant !== undefined) await makeDue(ledger, key.orderId, now);
  // The newest of the finished events is the one that was reported last.
  if (newest === arrangeChanges(finished).at(-1)) return 'superseded';
  const followsKnown = follows(newest, arranged.at(-2)?.event.subscription.current);
  const told = { userKey: order.userKey, sku: skuOf(newest.event) ?? sku, followsKnown };
  await tell(options, ledger, newest, told);
  if (newest !== change) {
    await reviveChange(ledger, newest.key);
    return 'reordered';
  }
  return followsKnown ? 'applied' : 'applied_after_gap';
}

async function readFinished<Tx>(
  ledger: LedgerTransaction<Tx>,
  { orderId }: Pick<StoredChange, 'orderId'>,
): Promise<PlacedChange[]> {
  const stored = await findFinishedChanges(ledger, orderId, HISTORY);
  return stored.flatMap((each) => readPlacedChange(each) ?? []);
}

function isRevocation({ event }: PlacedChange): boolean {
  return event.changeReason === 'REVOKED' || event.subscription.current.status === 'REVOKED';
}

async function tell<Tx>(
  { onSubscriptionChanged, now }: ApplyOptions<Tx>,
  ledger: LedgerTransaction<Tx>,
  { key: { orderId }, event, happenedAtMs }: PlacedChange,
  {
    userKey,
    sku,
    followsKnown,
  }: { readonly userKey: string; readonly sku: string; readonly followsKnown: boolean },
): Promise<void> {
  const { changeReason, subscription } = event;
  const { previous, current } = subscription;
  const answer = await onSubscriptionChanged(ledger.tx, {
    orderId,
    userKey,
    sku,
    changeReason,
    occurredAt: new Date(happenedAtMs),
    ...(previous ? { previous } : {}),
    current,
    followsKnown,
  });
  assertSuccess('onSubscriptionChanged', answer);
  const { status, accessGranted, autoRenew, expiresAt } = current;
  await saveSubscription(ledger, {
    orderId,
    sku,
    status,
    accessGranted,
    ...(autoRenew === undefined ? {} : { autoRenew }),
    ...(expiresAt === null ? {} : { expiresAt }),
    occurredAtMs: happenedAtMs,
  });
  await appendAudit(ledger, {
    orderId,
    at: now(),
    kind: 'subscription_changed',
    detail: { reason: changeReason, status, access: accessGranted, followsKnown },
  });
}
