import type { OrderId } from '@ait-iap/protocol';
import { startTimeLimit, type TimeLimit } from '../clock/time-limit.js';
import { untilAborted } from '../clock/until-aborted.js';
import { type AuditKind, appendAudit } from '../ledger/audit.js';
import { findOrder } from '../ledger/find-order.js';
import { redeemIntent } from '../ledger/intents.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { LedgerTransaction } from '../ledger/ledger-store.js';
import { lockOrAddOrder, lockOrder } from '../ledger/lock-order.js';
import { cancelInOutbox, type OutboxEntry } from '../ledger/outbox.js';
import { saveOrder } from '../ledger/save-order.js';
import { type ByHand, type ByHandResult, type MarkGrantedRequest, readResponsible } from './by-hand.js';
import {
  type ByHandDecision,
  decideMarkGranted,
  decideRedelivery,
  decideTakeBack,
} from './decide-by-hand.js';
import { attemptDelivery } from './deliver.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { GrantDeadlineError } from './grant-deadline-error.js';
import { type HandedOver, handOver, takeBack } from './hand-over.js';
import { readDate, readOrderId, readSku, readUserKey } from './read-input.js';
import { refresh } from './refresh.js';
import { isPaid } from './status-meaning.js';
import { UnknownOrderError } from './unknown-order-error.js';

/** Creates the actions of support staff. See {@link ByHand}. */
export function createByHand<Tx>(context: FulfillmentContext<Tx>): ByHand {
  return {
    markGranted: (request) => markGranted(context, request),
    redeliver: async (request) => {
      const orderId = readOrderId(request.orderId);
      const entry = readResponsible(request);
      const external = context.handover.kind === 'external';
      // The ordinary way first: it notices a refund, and grants what was never granted.
      const { change, status } = await refresh(context, { orderId, signal: request.signal });
      if (change === 'granted') return { outcome: 'granted', order: await read(context, orderId) };
      return act(context, request.signal, async (step) => {
        const known = await lockExisting(step.ledger, orderId);
        const decision = decideRedelivery(known, { isPaid: isPaid(status), external }, step.now);
        const done = await write(step, decision, { before: known, audit: { kind: 'redelivered', ...entry } });
        if (done === undefined) return { result: unwritten(decision, known, status) };
        const handed = { ...handedOver(step, known, done), redelivery: true };
        const promise = await handOver(context, step.ledger, handed);
        return { result: { outcome: 'redelivered', order: done }, promise };
      });
    },
    takeBack: async (request) => {
      const orderId = readOrderId(request.orderId);
      const entry = readResponsible(request);
      const external = context.handover.kind === 'external';
      return act(context, request.signal, async (step) => {
        const known = await lockExisting(step.ledger, orderId);
        const decision = decideTakeBack(known, external, step.now);
        const audit = { kind: 'revoked_by_hand', ...entry } as const;
        const done = await write(step, decision, { before: known, audit });
        if (done === undefined) return { result: unwritten(decision, known) };
        const withUser = done.delivery !== known.delivery;
        const promise = withUser
          ? await takeBack(context, step.ledger, handedOver(step, known, done))
          : undefined;
        return { result: { outcome: 'revoked', order: done }, promise };
      });
    },
  };
}

async function markGranted<Tx>(
  context: FulfillmentContext<Tx>,
  request: MarkGrantedRequest,
): Promise<ByHandResult> {
  const orderId = readOrderId(request.orderId);
  const userKey = readUserKey(request.userKey);
  const sku = readSku(request.sku);
  const entry = readResponsible(request);
  const given = request.grantedAt === undefined ? undefined : readDate('grantedAt', request.grantedAt);
  return act(context, request.signal, async (step) => {
    const { ledger, now } = step;
    const known = await lockOrAddOrder(ledger, { orderId, givenId: request.orderId, now });
    const decision = decideMarkGranted(known, { userKey, sku, grantedAt: given ?? new Date(now) }, now);
    const audit = { kind: 'granted_by_hand', ...entry } as const;
    const order = await write(step, decision, { before: known, audit });
    if (order === undefined) return { result: unwritten(decision, known) };
    // Cancels everything that would still grant it automatically.
    await cancelInOutbox(ledger, orderId, 'grant');
    await redeemIntent(ledger, { userKey, sku, orderId, now, paidAt: known.firstSeenAt.getTime() });
    return { result: { outcome: 'granted', order } };
  });
}

interface Step<Tx> {
  readonly ledger: LedgerTransaction<Tx>;
  readonly limit: TimeLimit;
  readonly now: number;
}

interface Acted {
  readonly result: ByHandResult;
  /** `externalGrant`: the request to send to the other system now. */
  readonly promise?: OutboxEntry | undefined;
}

/** Runs one step in one transaction, within the fulfilment's time limit. */
async function act<Tx>(
  context: FulfillmentContext<Tx>,
  signal: AbortSignal | undefined,
  work: (step: Step<Tx>) => Promise<Acted>,
): Promise<ByHandResult> {
  const { clock, store, handover, timeoutMs: milliseconds } = context;
  const limit = startTimeLimit({ clock, milliseconds, signal, reason: () => new GrantDeadlineError() });
  try {
    limit.check();
    const limits = { signal: limit.signal, timeoutMs: limit.remaining() };
    const run = store.transaction((ledger) => work({ ledger, limit, now: clock.now() }), limits);
    const { result, promise } = await untilAborted(run, limit.signal);
    if (promise !== undefined && handover.kind === 'external') {
      await attemptDelivery(context, handover.external, promise, limit.signal);
    }
    return result;
  } finally {
    limit.end();
  }
}

/** Writes the decision, its actor and its reason. `undefined` if there is nothing to write. */
async function write<Tx>(
  { ledger, now }: Step<Tx>,
  decision: ByHandDecision,
  {
    before,
    audit,
  }: {
    readonly before: LedgerOrder;
    readonly audit: { readonly kind: AuditKind; readonly actor: string; readonly reason: string };
  },
): Promise<LedgerOrder | undefined> {
  if (decision.kind !== 'write') return undefined;
  const { order } = decision;
  await saveOrder(ledger, order);
  const { kind, actor, reason } = audit;
  const detail = { actor, reason, sku: order.sku, from: before.delivery };
  await appendAudit(ledger, { orderId: order.orderId, at: now, kind, detail });
  return order;
}

function unwritten(decision: ByHandDecision, order: LedgerOrder, status?: string): ByHandResult {
  if (decision.kind !== 'refused') return { outcome: 'unchanged', order };
  return { outcome: 'refused', reason: decision.reason, ...(status === undefined ? {} : { status }) };
}

function handedOver<Tx>({ now, limit }: Step<Tx>, before: LedgerOrder, order: LedgerOrder): HandedOver {
  return { order, before, now, signal: limit.signal, onCallback: () => undefined };
}

async function lockExisting<Tx>(ledger: LedgerTransaction<Tx>, orderId: OrderId): Promise<LedgerOrder> {
  const known = await lockOrder(ledger, orderId);
  if (known === undefined) throw new UnknownOrderError();
  return known;
}

async function read<Tx>({ store }: FulfillmentContext<Tx>, orderId: OrderId): Promise<LedgerOrder> {
  const order = await store.read((ledger) => findOrder(ledger, orderId));
  if (order === undefined) throw new UnknownOrderError();
  return order;
}
