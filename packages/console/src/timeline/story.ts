import type { Order } from '../api/order.js';
import type { WireEvent } from '../live/wire-event.js';
import { type Actor, type Moment, type PurchaseStage, STAGES } from './moment.js';
import { type Trouble, troubleOf } from './trouble.js';

/** The story of a purchase: all its moments, and its stages. */
export interface Story {
  readonly order: Order;
  readonly moments: readonly Moment[];
  /** When each stage was first reached. */
  readonly reached: Readonly<Partial<Record<PurchaseStage, number>>>;
  /** The first thing that went wrong. */
  readonly trouble: Trouble | undefined;
}

/** Combines the order in the world, the messages of the wire, and a pasted timeline. */
export function storyOf(order: Order, heard: readonly WireEvent[], others: readonly Moment[] = []): Story {
  const seen = seenMoments(order, heard);
  const kinds = new Set(seen.flatMap(({ stage }) => (stage === undefined ? [] : [stage])));
  const known = knownMoments(order).filter(({ stage, kind }) =>
    stage === undefined ? ![...seen, ...others].some((each) => each.kind === kind) : !kinds.has(stage),
  );
  // A push is on the wire and in the log.
  const added = others.filter(({ kind, at }) => !seen.some((each) => each.kind === kind && each.at === at));
  const moments = [...known, ...seen, ...added].sort(byTime);
  const reached: Partial<Record<PurchaseStage, number>> = {};
  for (const { stage, at } of moments) if (stage !== undefined) reached[stage] ??= at;
  const asked = reached.asked ?? others.find(({ kind }) => kind === 'ledger.granted')?.at;
  if (asked !== undefined) reached.grant ??= asked;
  return { order, moments, reached, trouble: troubleOf(order, moments) };
}

function byTime(one: Moment, other: Moment): number {
  return one.at - other.at || orderOf(one) - orderOf(other);
}

/** At the same time: live messages first, by their number, then the rest. */
function orderOf({ id, stage }: Moment): number {
  const seq = /^w(\d+)$/.exec(id)?.[1];
  return seq === undefined
    ? stage === undefined
      ? 1e12
      : STAGES.indexOf(stage) - STAGES.length
    : Number(seq);
}

/** The moments from the order itself, which also exist without live messages. */
function knownMoments(order: Order): readonly Moment[] {
  const { refund, refundedAt, grantedAt, paidAt, openedAt, stateAt, state, reason, recorded } = order;
  const found: Moment[] = [known('tap', openedAt, 'page', 'tap')];
  if (paidAt !== undefined)
    found.push(known('paid', paidAt, 'store', 'paid', { recorded: recorded !== false }));
  if (paidAt !== undefined && recorded !== false) found.push(known('purchased', paidAt, 'toss', 'purchased'));
  if (grantedAt !== undefined) {
    found.push(known('answered', grantedAt, 'page', 'answered', { answer: true }));
    found.push(known('success', grantedAt, 'toss', 'success'));
  }
  if (state === 'FAILED') found.push({ ...known('failed', stateAt, 'toss'), detail: { code: reason } });
  if (order.grantWindow === 'refused' && grantedAt === undefined)
    found.push({ ...known('answered', stateAt, 'page', 'answered', { answer: false }), bad: true });
  if (order.grantWindow === 'missed' && paidAt !== undefined)
    found.push({ ...known('window-closed', paidAt + 30_000, 'toss'), bad: true });
  if (refund !== undefined) {
    found.push({
      ...known('refund-requested', refund.requestedAt, 'page'),
      detail: { reason: refund.reason },
    });
    if (refund.approvedAt !== undefined) found.push(known('refund-approved', refund.approvedAt, 'partner'));
    if (refund.state === 'REJECTED') {
      const actor = refund.rejectedBy === 'STORE' ? 'store' : 'partner';
      const detail = { reason: refund.rejectReason };
      found.push({ ...known('refund-rejected', refund.decidedAt ?? refund.requestedAt, actor), detail });
    }
  }
  if (refundedAt !== undefined) found.push(known('refunded', refundedAt, 'store'));
  return found;
}

function known(kind: string, at: number, actor: Actor, stage?: PurchaseStage, detail = {}): Moment {
  return { id: `o-${kind}`, at, actor, kind, detail, ...(stage !== undefined && { stage }) };
}

type Reading = Pick<Moment, 'actor'> & Partial<Pick<Moment, 'stage' | 'bad'>>;

/** How each event of the wire becomes a moment. Other events, such as changes of the world, would only repeat these. */
const READINGS: Readonly<Record<string, (event: WireEvent) => Reading | undefined>> = {
  'purchase.opened': () => ({ actor: 'page', stage: 'tap' }),
  'sheet.shown': () => ({ actor: 'toss', stage: 'sheet' }),
  'sheet.closed': () => ({ actor: 'page' }),
  'bridge.told': (event) => toldReading(event),
  'grant.answered': ({ answer }) => ({ actor: 'page', stage: 'answered', bad: answer !== true }),
  'screen.shown': () => ({ actor: 'toss', bad: true }),
  'status.asked': () => ({ actor: 'backend', stage: 'asked' }),
  'status.answered': ({ broken, errorCode, status }) => ({
    actor: 'sandbox',
    bad: broken !== undefined || errorCode !== undefined || !isPaidWord(status),
  }),
  'webhook.attempted': ({ state }) => ({ actor: 'sandbox', bad: state === 'failed' }),
  'fault.struck': () => ({ actor: 'sandbox', bad: true }),
  'push.sent': () => ({ actor: 'toss' }),
  'bridge.called': (event) => (event.function === 'completeProductGrant' ? { actor: 'page' } : undefined),
  'world.changed': ({ change }) => (change === 'OrderPaid' ? { actor: 'store', stage: 'paid' } : undefined),
};

const isPaidWord = (status: unknown) =>
  status === 'PURCHASED' || status === 'PAYMENT_COMPLETED' || status === 'REFUNDED';

function toldReading({ topic, told }: WireEvent): Reading | undefined {
  if (topic === 'error') return { actor: 'toss', bad: true };
  const type = (told as { type?: unknown } | null)?.type;
  if (type === 'purchased') return { actor: 'toss', stage: 'purchased' };
  return type === 'success' ? { actor: 'toss', stage: 'success' } : { actor: 'toss' };
}

function seenMoments({ orderId }: Order, heard: readonly WireEvent[]): readonly Moment[] {
  return heard.flatMap((event) => {
    const reading = event.orderId === orderId ? READINGS[event.type]?.(event) : undefined;
    if (reading === undefined) return [];
    const { seq, at, real, type, orderId: _, ...detail } = event;
    const kind = type === 'bridge.told' ? toldKind(detail) : type === 'world.changed' ? 'paid' : type;
    const phone = type === 'purchase.opened' ? phoneOf(event, heard) : {};
    return [{ id: `w${seq}`, at, kind, detail: { ...detail, ...phone, real }, ...reading }];
  });
}

/** The call that opened a purchase knows the phone. */
function phoneOf({ call }: WireEvent, heard: readonly WireEvent[]): { readonly deviceId?: unknown } {
  const deviceId = heard.find(({ seq }) => seq === call)?.deviceId;
  return deviceId === undefined ? {} : { deviceId };
}

function toldKind({ topic, told }: Readonly<Record<string, unknown>>): string {
  if (topic === 'error') return 'told.error';
  return String((told as { type?: unknown } | null)?.type ?? 'told');
}
