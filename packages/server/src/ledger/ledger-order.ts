import type { OrderId } from '@ait-iap/protocol';
import type { Delivery, OrdersTable } from './schema.js';

/** An order as the ledger knows it. */
export interface LedgerOrder {
  readonly orderId: OrderId;
  /** The spelling to ask the platform with, as it was given. */
  readonly givenId: string;
  /** Missing while nobody is known: an import, or a webhook that came first. */
  readonly userKey?: string;
  readonly sku?: string;
  /** Whether the platform has confirmed that the order is this user's. */
  readonly claimed: boolean;
  readonly delivery: Delivery;
  /** The platform's word when it was last asked, raw. */
  readonly status?: string;
  readonly statusDeterminedAt?: Date;
  readonly firstSeenAt: Date;
  readonly grantedAt?: Date;
  readonly revokedAt?: Date;
  readonly checkedAt?: Date;
  readonly checks: number;
  readonly nextCheckAt?: Date;
}

/** The columns of a row, named: the hot queries do not depend on what a later version adds. */
export const ORDER_COLUMNS = [
  'order_id',
  'given_id',
  'user_key',
  'sku',
  'claimed',
  'delivery',
  'status',
  'status_determined_at',
  'first_seen_at',
  'granted_at',
  'revoked_at',
  'checked_at',
  'checks',
  'next_check_at',
] as const satisfies readonly (keyof OrdersTable)[];

/** Reads a row: null becomes a missing field, and PostgreSQL's textual bigint a number. */
export function toLedgerOrder(row: OrdersTable): LedgerOrder {
  return {
    orderId: row.order_id as OrderId,
    givenId: row.given_id,
    ...(row.user_key === null ? {} : { userKey: row.user_key }),
    ...(row.sku === null ? {} : { sku: row.sku }),
    claimed: Number(row.claimed) === 1,
    delivery: row.delivery,
    ...(row.status === null ? {} : { status: row.status }),
    ...instant('statusDeterminedAt', row.status_determined_at),
    firstSeenAt: new Date(Number(row.first_seen_at)),
    ...instant('grantedAt', row.granted_at),
    ...instant('revokedAt', row.revoked_at),
    ...instant('checkedAt', row.checked_at),
    checks: Number(row.checks),
    ...instant('nextCheckAt', row.next_check_at),
  };
}

function instant<Name extends string>(name: Name, value: number | null): { readonly [K in Name]?: Date } {
  return value === null ? {} : ({ [name]: new Date(Number(value)) } as { readonly [K in Name]: Date });
}
