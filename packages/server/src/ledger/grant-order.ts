import type { QueryCreator } from 'kysely';
import type { AuditKind } from './audit.js';
import { type LedgerOrder, ORDER_COLUMNS, toRow } from './ledger-order.js';
import type { LedgerQueries } from './ledger-store.js';
import type { LedgerDatabase, OrdersTable } from './schema.js';
import { statement } from './statement.js';

/** A first grant that was decided before the order was locked. */
export interface GrantToTake {
  /** The order as it will be written. */
  readonly order: LedgerOrder;
  /** The revision on which the decision was made; 0 if there was no row. */
  readonly expectedRevision: number;
}

/**
 * Takes the one grant of an order. It is one statement, so the database decides between callers: a second one waits
 * until the first transaction ends, and then finds a different revision than it expected.
 *
 * @returns whether this call took it. If not, the order was written in the meantime: lock it, read it again and decide
 * again.
 */
export async function takeGrant(ledger: LedgerQueries, grant: GrantToTake): Promise<boolean> {
  return (await take(ledger, valuesOf(grant))).length === 1;
}

/** Takes the grant and writes its audit row, in one round trip. Only where `ledger.grantsWithAudit`. */
export async function takeGrantWithAudit(
  ledger: LedgerQueries,
  grant: GrantToTake,
  audit: { readonly kind: AuditKind; readonly detail: Readonly<Record<string, unknown>> },
): Promise<boolean> {
  const { kind } = audit;
  const rows = await takeWithAudit(ledger, {
    ...valuesOf(grant),
    kind,
    detail: JSON.stringify(audit.detail),
  });
  return rows.length === 1;
}

type GrantValues = OrdersTable & { readonly expected_revision: number };

function valuesOf({ order, expectedRevision }: GrantToTake): GrantValues {
  return { ...toRow(order), expected_revision: expectedRevision };
}

const take = statement<GrantValues, { order_id: string }>((sql, value) => upsert(sql, value));

const takeWithAudit = statement<
  GrantValues & { readonly kind: AuditKind; readonly detail: string },
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
          eb.cast<number>(eb.val(value('granted_at')), 'bigint').as('at'),
          eb.cast<string>(eb.val(value('kind')), 'text').as('kind'),
          eb.cast<string>(eb.val(value('detail')), 'text').as('detail'),
        ]),
    )
    .returning('order_id'),
);

const CHANGED = ORDER_COLUMNS.filter((column) => column !== 'order_id');

function upsert(
  sql: QueryCreator<LedgerDatabase>,
  value: <Name extends keyof GrantValues>(name: Name) => GrantValues[Name],
) {
  return sql
    .insertInto('ait_iap_orders')
    .values(Object.fromEntries(ORDER_COLUMNS.map((column) => [column, value(column)])) as never)
    .onConflict((conflict) =>
      conflict
        .column('order_id')
        .doUpdateSet((eb) =>
          Object.fromEntries(CHANGED.map((column) => [column, eb.ref(`excluded.${column}`)])),
        )
        .where('ait_iap_orders.revision', '=', value('expected_revision'))
        // A machine with the previous version does not count revisions.
        .where('ait_iap_orders.delivery', '=', 'none'),
    )
    .returning('order_id');
}
