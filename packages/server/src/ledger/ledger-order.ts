import type { OrderId } from '@ait-iap/protocol';
import type { Delivery, ManualDelivery, OrdersTable, PaymentSoFar } from './schema.js';

/** An order as the ledger knows it. */
export interface LedgerOrder {
  /** The id of the order, in small letters. */
  readonly orderId: OrderId;
  /** The spelling for requests to the platform, as it arrived. */
  readonly givenId: string;
  /** Missing while the user is not known: after an import, or if a webhook came first. */
  readonly userKey?: string | undefined;
  /** The product, once the platform or an import has named it. */
  readonly sku?: string | undefined;
  /** Whether the platform has confirmed that the order belongs to this user. */
  readonly claimed: boolean;
  /** False while only a user has named the order. The platform has never known it, so the id may be made up. */
  readonly confirmed: boolean;
  /** What our side has done for the order. */
  readonly delivery: Delivery;
  /** The platform's word when it was last asked, raw. */
  readonly status?: string | undefined;
  /** Since when the platform has this status, if it said so. */
  readonly statusDeterminedAt?: Date | undefined;
  /**
   * Whether the order is paid or refunded, by the last answer that said so. A strange word in `status` does not change
   * it.
   */
  readonly payment?: PaymentSoFar | undefined;
  /** Since when the order has this `payment`, if the platform said so. */
  readonly paymentDeterminedAt?: Date | undefined;
  /**
   * When an answer that contradicts `payment` was last counted, while it is not believed yet: paid again after a
   * refund, or a refund that the platform dates before the payment.
   */
  readonly paidAgainAt?: Date | undefined;
  /** How many times such an answer came, with pauses in between. */
  readonly paidAgainHeard: number;
  /** When the ledger got to know the order. */
  readonly firstSeenAt: Date;
  /** When the product was granted. Without it, it never was. */
  readonly grantedAt?: Date | undefined;
  /** When the product was taken back. Without it, it never was. */
  readonly revokedAt?: Date | undefined;
  /** What a person decided, independent of the platform: granted by hand, or taken back for good. */
  readonly byHand?: ManualDelivery | undefined;
  /** When the platform was last asked about it. */
  readonly checkedAt?: Date | undefined;
  /** How many times the platform was asked about it. */
  readonly checks: number;
  /** How often `onGrant` or `onRevoke` has failed in a row. */
  readonly failures: number;
  /** When it is checked next. Missing when nothing can change any more. */
  readonly nextCheckAt?: Date | undefined;
  /** When the regular checks ended. */
  readonly watchEndedAt?: Date | undefined;
  /** The number of writes to the order. */
  readonly revision: number;
}

/** The columns of a row, named: the hot queries do not depend on what a later version adds. */
export const ORDER_COLUMNS = [
  'order_id',
  'given_id',
  'user_key',
  'sku',
  'claimed',
  'confirmed',
  'delivery',
  'status',
  'status_determined_at',
  'payment',
  'payment_determined_at',
  'paid_again_at',
  'paid_again_heard',
  'first_seen_at',
  'granted_at',
  'revoked_at',
  'by_hand',
  'checked_at',
  'checks',
  'failures',
  'next_check_at',
  'watch_ended_at',
  'revision',
] as const satisfies readonly (keyof OrdersTable)[];

/** Reads a row. A null becomes a missing field, and a bigint that PostgreSQL returns as text becomes a number. */
export function toLedgerOrder(row: OrdersTable): LedgerOrder {
  return {
    orderId: row.order_id as OrderId,
    givenId: row.given_id,
    ...(row.user_key === null ? {} : { userKey: row.user_key }),
    ...(row.sku === null ? {} : { sku: row.sku }),
    claimed: Number(row.claimed) === 1,
    confirmed: Number(row.confirmed) === 1,
    delivery: row.delivery,
    ...(row.status === null ? {} : { status: row.status }),
    ...instant('statusDeterminedAt', row.status_determined_at),
    ...(row.payment === null ? {} : { payment: row.payment }),
    ...instant('paymentDeterminedAt', row.payment_determined_at),
    ...instant('paidAgainAt', row.paid_again_at),
    paidAgainHeard: Number(row.paid_again_heard),
    firstSeenAt: new Date(Number(row.first_seen_at)),
    ...instant('grantedAt', row.granted_at),
    ...instant('revokedAt', row.revoked_at),
    ...(row.by_hand === null ? {} : { byHand: row.by_hand }),
    ...instant('checkedAt', row.checked_at),
    checks: Number(row.checks),
    failures: Number(row.failures),
    ...instant('nextCheckAt', row.next_check_at),
    ...instant('watchEndedAt', row.watch_ended_at),
    revision: Number(row.revision),
  };
}

/** The row of an order: the inverse of {@link toLedgerOrder}. */
export function toRow(order: LedgerOrder): OrdersTable {
  return {
    order_id: order.orderId,
    given_id: order.givenId,
    user_key: order.userKey ?? null,
    sku: order.sku ?? null,
    claimed: order.claimed ? 1 : 0,
    confirmed: order.confirmed ? 1 : 0,
    delivery: order.delivery,
    status: order.status ?? null,
    status_determined_at: order.statusDeterminedAt?.getTime() ?? null,
    payment: order.payment ?? null,
    payment_determined_at: order.paymentDeterminedAt?.getTime() ?? null,
    paid_again_at: order.paidAgainAt?.getTime() ?? null,
    paid_again_heard: order.paidAgainHeard,
    first_seen_at: order.firstSeenAt.getTime(),
    granted_at: order.grantedAt?.getTime() ?? null,
    revoked_at: order.revokedAt?.getTime() ?? null,
    by_hand: order.byHand ?? null,
    checked_at: order.checkedAt?.getTime() ?? null,
    checks: order.checks,
    failures: order.failures,
    next_check_at: order.nextCheckAt?.getTime() ?? null,
    watch_ended_at: order.watchEndedAt?.getTime() ?? null,
    revision: order.revision,
  };
}

function instant<Name extends string>(name: Name, value: number | null): { readonly [K in Name]?: Date } {
  return value === null ? {} : ({ [name]: new Date(Number(value)) } as { readonly [K in Name]: Date });
}
