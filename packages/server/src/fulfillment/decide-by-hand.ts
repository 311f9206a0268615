import type { LedgerOrder } from '../ledger/ledger-order.js';
import { isKeptBack } from './plan-next-check.js';

/** What a person says about an order. The platform is not asked. */
export interface HandedOverByHand {
  readonly userKey: string;
  readonly sku: string;
  readonly grantedAt: Date;
}

/** Why an action by hand is not possible for an order. */
export const BY_HAND_REFUSALS = [
  /** The order belongs to another user. */
  'OTHER_USER',
  /** It was refunded and taken back, so there is nothing to grant again. */
  'REFUNDED',
  /** Another system has not confirmed the last request yet (`externalGrant`). */
  'DELIVERY_UNCONFIRMED',
  /** The platform does not call the order paid. Its word is in `status`. */
  'NOT_PAID',
  /** The platform names no product, or nobody has redeemed the order yet. */
  'NOT_CLAIMED',
] as const;

/** One of {@link BY_HAND_REFUSALS}. */
export type ByHandRefusal = (typeof BY_HAND_REFUSALS)[number];

/** The result of a person's decision. */
export type ByHandDecision =
  | { readonly kind: 'write'; readonly order: LedgerOrder }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly reason: ByHandRefusal };

/**
 * Decides what "this order was granted by hand" means: a pure function. The order counts as granted from now on, so
 * nothing grants it again. It is due at once, so that a refund that was not noticed yet is taken back.
 */
export function decideMarkGranted(
  known: LedgerOrder,
  { userKey, sku, grantedAt }: HandedOverByHand,
  now: number,
): ByHandDecision {
  if (known.claimed && known.userKey !== userKey) return { kind: 'refused', reason: 'OTHER_USER' };
  if (known.delivery === 'granted') return { kind: 'nothing' };
  if (known.delivery === 'revoking') return { kind: 'refused', reason: 'DELIVERY_UNCONFIRMED' };
  if (known.delivery === 'revoked' && known.payment === 'refunded') {
    return { kind: 'refused', reason: 'REFUNDED' };
  }
  return {
    kind: 'write',
    order: {
      ...known,
      userKey,
      sku,
      claimed: true,
      confirmed: true,
      delivery: 'granted',
      grantedAt,
      revokedAt: undefined,
      byHand: 'granted',
      failures: 0,
      nextCheckAt: new Date(now),
      watchEndedAt: undefined,
      revision: known.revision + 1,
    },
  };
}

/**
 * Decides what "take this back, whatever the platform says" means: a pure function. An order that was never granted is
 * blocked. After that only another decision of a person can grant it.
 */
export function decideTakeBack(known: LedgerOrder, external: boolean, now: number): ByHandDecision {
  if (known.delivery === 'revoking') return { kind: 'nothing' };
  const withUser = known.delivery === 'granted' || known.delivery === 'delivering';
  if (!withUser && known.byHand === 'revoked') return { kind: 'nothing' };
  const revoked = { delivery: external ? 'revoking' : 'revoked', revokedAt: new Date(now) } as const;
  return {
    kind: 'write',
    order: {
      ...known,
      ...(withUser ? revoked : {}),
      byHand: 'revoked',
      failures: 0,
      nextCheckAt: new Date(now),
      watchEndedAt: undefined,
      revision: known.revision + 1,
    },
  };
}

/**
 * Decides what "grant it once more" means: a pure function. Possible only for an order that the platform has just
 * called paid.
 *
 * @param isPaid - whether the platform has just called the order paid
 */
export function decideRedelivery(
  known: LedgerOrder,
  { isPaid, external }: { readonly isPaid: boolean; readonly external: boolean },
  now: number,
): ByHandDecision {
  if (known.payment === 'refunded') return { kind: 'refused', reason: 'REFUNDED' };
  if (known.delivery === 'delivering' || known.delivery === 'revoking') {
    return { kind: 'refused', reason: 'DELIVERY_UNCONFIRMED' };
  }
  if (!isPaid) return { kind: 'refused', reason: 'NOT_PAID' };
  if (!known.claimed || known.userKey === undefined || known.sku === undefined) {
    return { kind: 'refused', reason: 'NOT_CLAIMED' };
  }
  return {
    kind: 'write',
    order: {
      ...known,
      delivery: external ? 'delivering' : 'granted',
      grantedAt: known.delivery === 'granted' ? known.grantedAt : new Date(now),
      revokedAt: undefined,
      byHand: undefined,
      failures: 0,
      revision: known.revision + 1,
    },
  };
}

/**
 * Decides what a row of an import means for an order in the ledger: a pure function. An order that the other system has
 * granted is never granted again. Everything else stays as it is, so that an import may be run twice.
 */
export function decideImport(known: LedgerOrder, handed: HandedOverByHand, now: number): ByHandDecision {
  if (known.delivery !== 'none' && known.delivery !== 'delivering') return { kind: 'nothing' };
  if (isKeptBack(known)) return { kind: 'nothing' };
  return decideMarkGranted(known, handed, now);
}
