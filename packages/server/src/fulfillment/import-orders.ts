import { appendAudit } from '../ledger/audit.js';
import { addImportedOrder } from '../ledger/import-order.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { readOrderId, readSku, readUserKey } from './read-input.js';

/** An order that is known from elsewhere: an older system, an Excel file of the console. */
export interface ImportedOrder {
  readonly orderId: string;
  /** Without it a refund is noticed, but nothing can be granted. Needed where `grantedAt` is given. */
  readonly userKey?: string | undefined;
  /** Needed where `grantedAt` is given, because `onRevoke` is told of it. */
  readonly sku?: string | undefined;
  /** When the older system handed the product over. Then `onGrant` is never called for it. */
  readonly grantedAt?: Date | undefined;
  /** When it was bought; its checks follow its age. Without it: `grantedAt`, else now. */
  readonly boughtAt?: Date | undefined;
}

/** What an import did. */
export interface ImportReport {
  readonly imported: number;
  /** Orders that the ledger had already; they were left as they are. */
  readonly known: number;
}

const BATCH = 500;

/** Takes orders over; see `Fulfillment.importOrders`. */
export async function importOrders<Tx>(
  context: FulfillmentContext<Tx>,
  orders: Iterable<ImportedOrder> | AsyncIterable<ImportedOrder>,
): Promise<ImportReport> {
  let imported = 0;
  let known = 0;
  let batch: ImportedOrder[] = [];
  const flush = async () => {
    const added = await importBatch(context, batch);
    imported += added;
    known += batch.length - added;
    batch = [];
  };
  for await (const order of orders) {
    batch.push(order);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return { imported, known };
}

async function importBatch<Tx>(
  { store, clock }: FulfillmentContext<Tx>,
  batch: readonly ImportedOrder[],
): Promise<number> {
  if (batch.length === 0) return 0;
  const now = clock.now();
  const rows = batch.map((order) => ({
    orderId: readOrderId(order.orderId),
    givenId: order.orderId,
    userKey: order.userKey === undefined && order.grantedAt === undefined ? null : readUserKey(order.userKey),
    sku: order.sku === undefined && order.grantedAt === undefined ? null : readSku(order.sku),
    grantedAt: order.grantedAt?.getTime() ?? null,
    firstSeenAt: (order.boughtAt ?? order.grantedAt)?.getTime() ?? now,
    now,
  }));
  return store.transaction(async (ledger) => {
    let added = 0;
    for (const row of rows) {
      if (!(await addImportedOrder(ledger, row))) continue;
      added += 1;
      const detail = { sku: row.sku, granted: row.grantedAt !== null };
      await appendAudit(ledger, { orderId: row.orderId, at: now, kind: 'imported', detail });
    }
    return added;
  });
}
