import { parseStatusDeterminedAt, skuOf, type WebhookSubscriptionState } from '@ait-iap/protocol';

/** What decides the place of a change among the changes of its order. */
export interface ArrangedChange {
  /** The moment that it is assigned, in milliseconds since 1970. */
  readonly positionMs: number;
  readonly event: {
    readonly changeReason: string;
    readonly occurredAt: string;
    readonly sku?: string | undefined;
    readonly subscription: {
      readonly previous?: WebhookSubscriptionState | null | undefined;
      readonly current: WebhookSubscriptionState;
    };
  };
}

// The platform has twelve reasons. A reason comes twice in one moment only if two events of one key name other states.
const CHAINED_AT_ONCE = 12;

/**
 * Sorts the changes of one order by the time at which they happened, no matter in which order they arrived: by moment,
 * and within one moment (the platform writes whole seconds) so that each `previous` matches the state before it as
 * often as possible.
 *
 * If there is still a choice: the creation comes first, then changes that take access away, then changes that give it,
 * because people who pay must not be locked out. A refund comes last.
 */
export function arrangeChanges<Change extends ArrangedChange>(changes: readonly Change[]): Change[] {
  const arranged: Change[] = [];
  for (const moment of momentsOf(changes)) {
    arranged.push(...chained(moment, arranged.at(-1)?.event.subscription.current));
  }
  return arranged;
}

/** Whether a change starts from this state. `undefined` means "there was no subscription". */
export function follows({ event }: ArrangedChange, before: WebhookSubscriptionState | undefined): boolean {
  return linkWeight(event.subscription.previous ?? undefined, before) === FULL_LINK;
}

/**
 * Whether two changes are the same one in two spellings. Two events of one order, moment and reason that name other
 * states are two changes: neither may be lost.
 */
export function isSameChange(a: ArrangedChange, b: ArrangedChange): boolean {
  const [first, second] = [a.event.subscription, b.event.subscription];
  return (
    a.positionMs === b.positionMs &&
    a.event.changeReason === b.event.changeReason &&
    isSameSku(a.event, b.event) &&
    linkWeight(first.current, second.current) === FULL_LINK &&
    linkWeight(first.previous ?? undefined, second.previous ?? undefined) === FULL_LINK
  );
}

/** An event that names no product is about the product of its order. */
function isSameSku(
  a: { readonly sku?: string | undefined },
  b: { readonly sku?: string | undefined },
): boolean {
  const [first, second] = [skuOf(a), skuOf(b)];
  return first === undefined || second === undefined || first === second;
}

/** Groups of changes of one moment, the earliest group first. */
function momentsOf<Change extends ArrangedChange>(changes: readonly Change[]): Change[][] {
  const moments = new Map<number, Change[]>();
  for (const change of changes) {
    moments.set(change.positionMs, [...(moments.get(change.positionMs) ?? []), change]);
  }
  return [...moments].sort(([a], [b]) => a - b).map(([, moment]) => moment.sort(byNature));
}

const FULL_LINK = 3;
const PARTIAL_LINK = 2;

/** How well the start of a change fits the state before it. */
function linkWeight(
  previous: WebhookSubscriptionState | undefined,
  before: WebhookSubscriptionState | undefined,
): number {
  if (previous === undefined || before === undefined) return previous === before ? FULL_LINK : 0;
  if (previous.status !== before.status || previous.accessGranted !== before.accessGranted) return 0;
  const sameRenewal = (previous.autoRenew ?? before.autoRenew) === (before.autoRenew ?? previous.autoRenew);
  return sameRenewal && isSameInstant(previous.expiresAt, before.expiresAt) ? FULL_LINK : PARTIAL_LINK;
}

/** The platform may write the same instant in two ways. */
function isSameInstant(a: string | null, b: string | null): boolean {
  if (a === b) return true;
  const [first, second] = [parseStatusDeterminedAt(a), parseStatusDeterminedAt(b)];
  return first !== undefined && first === second;
}

function byNature(a: ArrangedChange, b: ArrangedChange): number {
  return (
    rank(a) - rank(b) ||
    compareText(a.event.changeReason, b.event.changeReason) ||
    compareText(a.event.occurredAt, b.event.occurredAt) ||
    expiryOf(a) - expiryOf(b) ||
    compareText(JSON.stringify(a.event), JSON.stringify(b.event))
  );
}

/** The later end of access comes last, because people who pay must not be locked out. */
function expiryOf({ event }: ArrangedChange): number {
  return parseStatusDeterminedAt(event.subscription.current.expiresAt) ?? 0;
}

function rank({ event: { changeReason, subscription } }: ArrangedChange): number {
  if (changeReason === 'CREATED') return 0;
  if (changeReason === 'REVOKED') return 3;
  return subscription.current.accessGranted ? 2 : 1;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Chain<Change> {
  readonly changes: readonly Change[];
  readonly weight: number;
}

/** The order of a moment's changes with the most links. If several are equal, the first one. */
function chained<Change extends ArrangedChange>(
  moment: readonly Change[],
  before: WebhookSubscriptionState | undefined,
): readonly Change[] {
  if (moment.length === 1 || moment.length > CHAINED_AT_ONCE) return moment;
  const known = new Map<string, Chain<Change>>();
  const bestChain = (left: readonly Change[], from: Change | undefined): Chain<Change> => {
    // The next step depends on what is left and on the end of the chain, not on the way to it.
    const key = [from, ...left].map((change) => (change === undefined ? '' : moment.indexOf(change))).join();
    const found = known.get(key);
    if (found !== undefined) return found;
    let best: Chain<Change> = { changes: [], weight: left.length === 0 ? 0 : -1 };
    for (const next of left) {
      const rest = bestChain(
        left.filter((change) => change !== next),
        next,
      );
      const state = from === undefined ? before : from.event.subscription.current;
      const weight = rest.weight + linkWeight(next.event.subscription.previous ?? undefined, state);
      if (weight > best.weight) best = { changes: [next, ...rest.changes], weight };
    }
    known.set(key, best);
    return best;
  };
  return bestChain(moment, undefined).changes;
}
