import type { OrderId } from '@ait-iap/protocol';
import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import { appendAudit } from '../ledger/audit.js';
import { findOrder } from '../ledger/find-order.js';
import { addImportedOrder, type OrderToImport } from '../ledger/import-order.js';
import type { LedgerQueries } from '../ledger/ledger-store.js';
import { lockOrder } from '../ledger/lock-order.js';
import { cancelInOutbox } from '../ledger/outbox.js';
import { saveOrder } from '../ledger/save-order.js';
import { type Responsible, readResponsible } from './by-hand.js';
import { type ByHandDecision, decideImport } from './decide-by-hand.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { readDate, readOrderId, readSku, readUserKey } from './read-input.js';

/** An order that is known from elsewhere: an older system, an Excel file of the console. */
export interface ImportedOrder {
  readonly orderId: string;
  /** Without it a refund is noticed, but nothing can be granted. Needed where `grantedAt` is given. */
  readonly userKey?: string | undefined;
  /** Needed where `grantedAt` is given, because `onRevoke` is told of it. */
  readonly sku?: string | undefined;
  /** When the product was handed over. Then `onGrant` is never called for it, also where the ledger has the order as pending. */
  readonly grantedAt?: Date | undefined;
  /** When it was bought; its checks follow its age. Without it: `grantedAt`, else now. */
  readonly boughtAt?: Date | undefined;
}

/** How orders are imported. */
export interface ImportOptions {
  /** Reads every row and says what would become of it; writes nothing. @defaultValue false */
  readonly dryRun?: boolean | undefined;
  /** Who imports and why, for the timeline of each order. @defaultValue none */
  readonly by?: Responsible | undefined;
}

/** A row that was not taken over. */
export interface RejectedOrder {
  /** Its place in what was passed in, from 0. */
  readonly index: number;
  /** As it was given, where it is a text; at most 100 characters. */
  readonly orderId?: string;
  /** The field that cannot be used, or `order` where the ledger knows better. */
  readonly field: string;
  /** What is wrong, and what to do. */
  readonly problem: string;
}

/** What an import did, or would do. */
export interface ImportReport {
  /** Orders that the ledger had not heard of. */
  readonly imported: number;
  /** Orders that the ledger had as pending, and that count as granted from now on: they were handed over elsewhere. */
  readonly markedGranted: number;
  /** Orders that the ledger had already; they were left as they are. */
  readonly known: number;
  /** Rows that cannot be used; the others are not held up by them. */
  readonly rejected: readonly RejectedOrder[];
}

const BATCH = 500;

type Fate = 'imported' | 'markedGranted' | 'known' | Pick<RejectedOrder, 'field' | 'problem'>;

interface Row {
  readonly index: number;
  readonly order: OrderToImport;
}

/** Takes orders over; see `Fulfillment.importOrders`. */
export async function importOrders<Tx>(
  context: FulfillmentContext<Tx>,
  orders: Iterable<ImportedOrder> | AsyncIterable<ImportedOrder>,
  { dryRun = false, by }: ImportOptions = {},
): Promise<ImportReport> {
  const responsible = by === undefined ? undefined : readResponsible(by);
  const count = { imported: 0, markedGranted: 0, known: 0 };
  const rejected: RejectedOrder[] = [];
  const seen = new Set<OrderId>();
  let batch: Row[] = [];
  let index = 0;
  const flush = async () => {
    const rows = batch;
    batch = [];
    if (rows.length === 0) return;
    const fates = dryRun ? await foresee(context, rows, seen) : await importBatch(context, rows, responsible);
    for (const [at, fate] of fates.entries()) {
      const row = rows[at];
      if (row === undefined) continue;
      if (typeof fate === 'string') count[fate] += 1;
      else rejected.push({ index: row.index, orderId: row.order.givenId, ...fate });
    }
  };
  for await (const given of orders) {
    try {
      batch.push({ index, order: readRow(given, context.clock.now()) });
    } catch (error) {
      rejected.push(toRejected(error, index, given));
    }
    index += 1;
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return { ...count, rejected: rejected.sort((a, b) => a.index - b.index) };
}

function readRow(given: ImportedOrder, now: number): OrderToImport {
  const { orderId, userKey, sku, grantedAt, boughtAt } = given ?? {};
  const granted = grantedAt === undefined ? undefined : readDate('grantedAt', grantedAt);
  const bought = boughtAt === undefined ? undefined : readDate('boughtAt', boughtAt);
  return {
    orderId: readOrderId(orderId),
    givenId: orderId,
    userKey: userKey === undefined && granted === undefined ? null : readUserKey(userKey),
    sku: sku === undefined && granted === undefined ? null : readSku(sku),
    grantedAt: granted?.getTime() ?? null,
    firstSeenAt: Math.min((bought ?? granted)?.getTime() ?? now, now),
    now,
  };
}

function toRejected(error: unknown, index: number, given: ImportedOrder): RejectedOrder {
  if (!(error instanceof FulfillmentInputError)) throw error;
  const orderId: unknown = given?.orderId;
  return {
    index,
    ...(typeof orderId === 'string' ? { orderId: orderId.slice(0, 100) } : {}),
    field: error.field,
    problem: error.message,
  };
}

/** Takes a batch over, in one transaction. */
function importBatch<Tx>(
  { store }: FulfillmentContext<Tx>,
  rows: readonly Row[],
  by: Responsible | undefined,
): Promise<Fate[]> {
  return store.transaction(async (ledger) => {
    const fates: Fate[] = [];
    for (const { order } of rows) fates.push(await importOne(ledger, order, by));
    return fates;
  });
}

async function importOne(
  ledger: LedgerQueries,
  order: OrderToImport,
  by: Responsible | undefined,
): Promise<Fate> {
  const { orderId, sku, now } = order;
  const granted = order.grantedAt !== null;
  if (await addImportedOrder(ledger, order)) {
    await appendAudit(ledger, { orderId, at: now, kind: 'imported', detail: { sku, granted, ...by } });
    return 'imported';
  }
  const handed = handedOver(order);
  const known = handed === undefined ? undefined : await lockOrder(ledger, orderId);
  if (handed === undefined || known === undefined) return 'known';
  const decision = decideImport(known, handed, now);
  if (decision.kind !== 'write') return fateOf(decision);
  await saveOrder(ledger, decision.order);
  await cancelInOutbox(ledger, orderId, 'grant');
  const detail = { sku, from: known.delivery, ...by };
  await appendAudit(ledger, { orderId, at: now, kind: 'granted_by_hand', detail });
  return 'markedGranted';
}

/** What would become of a batch. */
function foresee<Tx>(
  { store }: FulfillmentContext<Tx>,
  rows: readonly Row[],
  seen: Set<OrderId>,
): Promise<Fate[]> {
  return store.read(async (ledger) => {
    const fates: Fate[] = [];
    for (const { order } of rows) {
      const again = seen.has(order.orderId);
      seen.add(order.orderId);
      const known = again ? undefined : await findOrder(ledger, order.orderId);
      const handed = handedOver(order);
      if (again) fates.push('known');
      else if (known === undefined) fates.push('imported');
      else fates.push(handed === undefined ? 'known' : fateOf(decideImport(known, handed, order.now)));
    }
    return fates;
  });
}

function handedOver({ userKey, sku, grantedAt }: OrderToImport) {
  if (userKey === null || sku === null || grantedAt === null) return undefined;
  return { userKey, sku, grantedAt: new Date(grantedAt) };
}

function fateOf(decision: ByHandDecision): Fate {
  if (decision.kind === 'write') return 'markedGranted';
  if (decision.kind === 'nothing') return 'known';
  return {
    field: 'order',
    problem: `In the ledger it belongs to another user (${decision.reason}). Look at its timeline first.`,
  };
}
