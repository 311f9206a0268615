import type { OrderId } from '@ait-iap/protocol';
import type { QueryCreator } from 'kysely';
import type { AuditKind } from './audit.js';
import type { LedgerSession } from './ledger-store.js';
import type { Delivery, LedgerDatabase } from './schema.js';
import { statement } from './statement.js';

/** An order that the platform has just confirmed as paid, of this user. */
export interface OrderToGrant {
  readonly orderId: OrderId;
  readonly givenId: string;
  readonly userKey: string;
  readonly sku: string;
  readonly status: string;
  readonly statusDeterminedAt: number | null;
  readonly now: number;
  readonly nextCheckAt: number | null;
  readonly delivery: Extract<Delivery, 'granted' | 'delivering'>;
}

/**
 * Takes the one grant that an order has. One statement, so that the database decides between callers: a second one waits
 * for the first transaction to end and then finds nothing left to take.
 *
 * @returns whether it was taken here. If not, somebody has it already, another user owns the order, or it was refunded.
 */
export async function takeGrant(ledger: LedgerSession, order: OrderToGrant): Promise<boolean> {
  return (await take(ledger, order)).length === 1;
}

/** Takes the grant and writes its audit row, in one round trip. Only where `ledger.grantsWithAudit`. */
export async function takeGrantWithAudit(
  ledger: LedgerSession,
  order: OrderToGrant,
  audit: { readonly kind: AuditKind; readonly detail: Readonly<Record<string, unknown>> },
): Promise<boolean> {
  const { kind } = audit;
  const rows = await takeWithAudit(ledger, { ...order, kind, detail: JSON.stringify(audit.detail) });
  return rows.length === 1;
}

const take = statement<OrderToGrant, { order_id: string }>((sql, value) => upsert(sql, value));

const takeWithAudit = statement<
  OrderToGrant & { readonly kind: AuditKind; readonly detail: string },
  { order_id: string }
>((sql, value) =>
  sql
    .with('taken', (inner) => upsert(inner, value))
    .insertInto('ait_iap_audit')
    .columns(['order_id', 'at', 'kind', 'detail'])
    .expression((eb) =>
      eb
        .selectFrom('taken')
        .select([
          'taken.order_id',
          eb.cast<number>(eb.val(value('now')), 'bigint').as('at'),
          eb.cast<string>(eb.val(value('kind')), 'text').as('kind'),
          eb.cast<string>(eb.val(value('detail')), 'text').as('detail'),
        ]),
    )
    .returning('order_id'),
);

function upsert(
  sql: QueryCreator<LedgerDatabase>,
  value: <Name extends keyof OrderToGrant>(name: Name) => OrderToGrant[Name],
) {
  return sql
    .insertInto('ait_iap_orders')
    .values({
      order_id: value('orderId'),
      given_id: value('givenId'),
      user_key: value('userKey'),
      sku: value('sku'),
      claimed: 1,
      delivery: value('delivery'),
      status: value('status'),
      status_determined_at: value('statusDeterminedAt'),
      first_seen_at: value('now'),
      granted_at: value('now'),
      revoked_at: null,
      checked_at: value('now'),
      checks: 1,
      next_check_at: value('nextCheckAt'),
    })
    .onConflict((conflict) =>
      conflict
        .column('order_id')
        .doUpdateSet((eb) => ({
          given_id: eb.ref('excluded.given_id'),
          user_key: eb.ref('excluded.user_key'),
          sku: eb.ref('excluded.sku'),
          claimed: 1,
          delivery: eb.ref('excluded.delivery'),
          status: eb.ref('excluded.status'),
          status_determined_at: eb.ref('excluded.status_determined_at'),
          granted_at: eb.ref('excluded.granted_at'),
          checked_at: eb.ref('excluded.checked_at'),
          checks: eb('ait_iap_orders.checks', '+', 1),
          next_check_at: eb.ref('excluded.next_check_at'),
        }))
        .where('ait_iap_orders.delivery', '=', 'none')
        .where((eb) =>
          eb.or([
            eb('ait_iap_orders.claimed', '=', 0),
            eb('ait_iap_orders.user_key', 'is', null),
            eb('ait_iap_orders.user_key', '=', eb.ref('excluded.user_key')),
          ]),
        )
        // A refund that was seen while this answer was on its way is newer than the answer.
        .where((eb) =>
          eb.or([eb('ait_iap_orders.status', 'is', null), eb('ait_iap_orders.status', '!=', 'REFUNDED')]),
        ),
    )
    .returning('order_id');
}
