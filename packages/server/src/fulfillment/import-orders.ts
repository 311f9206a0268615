import type { Clock, OrderId } from '@ait-iap/protocol';
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

/** An order from another source, such as an older system or an Excel file of the console. */
export interface ImportedOrder {
  /** The id of the order. */
  readonly orderId: string;
  /** Without it, a refund is noticed but nothing can be granted. Required with `grantedAt`. */
  readonly userKey?: string | undefined;
  /** Required with `grantedAt`, because `onRevoke` gets it. */
  readonly sku?: string | undefined;
  /**
   * When the product was granted elsewhere. Then `onGrant` is never called for this order, even if the ledger has it as
   * not granted yet.
   */
  readonly grantedAt?: Date | undefined;
  /** When it was bought. The age of an order decides how often it is checked. @defaultValue `grantedAt`, else now */
  readonly boughtAt?: Date | undefined;
}

/** How orders are imported. */
export interface ImportOptions {
  /** Only reports what would happen to each row, and writes nothing. @defaultValue false */
  readonly dryRun?: boolean | undefined;
  /** Who imports and why, for the timeline of each order. @defaultValue none */
  readonly by?: Responsible | undefined;
}

/** A row that was not imported. */
export interface RejectedOrder {
  /** The position of the row in the input, from 0. */
  readonly index: number;
  /** The order id of the row if it is a string, at most 100 characters. */
  readonly orderId?: string;
  /** The invalid field, or `order` if the row contradicts the ledger. */
  readonly field: string;
  /** What is wrong, and what to do. */
  readonly problem: string;
}

/** What an import did, or would do in a dry run. */
export interface ImportReport {
  /** Orders that are new in the ledger. */
  readonly imported: number;
  /**
   * Orders that the ledger had as not granted yet. They count as granted from now on, because they were granted
   * elsewhere.
   */
  readonly markedGranted: number;
  /** Orders that the ledger already had. They did not change. */
  readonly known: number;
  /** Rows that cannot be used. The other rows are imported anyway. */
  readonly rejected: readonly RejectedOrder[];
}

const BATCH = 500;
// A transaction or a read ends with the row that passes this time, so that a slow or distant database cannot make a batch
// fail at the limit of either, and grants get their turn in between.
const STEP_TIME_MS = 1_000;

type Fate = 'imported' | 'markedGranted' | 'known' | Pick<RejectedOrder, 'field' | 'problem'>;

interface Row {
  readonly index: number;
  readonly order: OrderToImport;
}

/** Imports orders. See `Fulfillment.importOrders`. */
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

/** Imports one batch, in one transaction if the database is fast enough. */
function importBatch<Tx>(
  { store, clock }: FulfillmentContext<Tx>,
  rows: readonly Row[],
  by: Responsible | undefined,
): Promise<Fate[]> {
  return inSteps(clock, rows, (step) =>
    store.transaction((ledger) => step(({ order }) => importOne(ledger, order, by))),
  );
}

/** Calls `each` for some rows, for as long as one step may take. */
type Step = (each: (row: Row) => Promise<Fate>) => Promise<Fate[]>;

/** Handles rows in as many steps as the time of one step needs. */
async function inSteps(
  clock: Clock,
  rows: readonly Row[],
  take: (step: Step) => Promise<Fate[]>,
): Promise<Fate[]> {
  const fates: Fate[] = [];
  while (fates.length < rows.length) {
    const left = rows.slice(fates.length);
    const some = await take(async (each) => {
      const until = clock.now() + STEP_TIME_MS;
      const handled: Fate[] = [];
      for (const row of left) {
        handled.push(await each(row));
        if (clock.now() >= until) break;
      }
      return handled;
    });
    fates.push(...some);
  }
  return fates;
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

/** Tells what an import would do with a batch. */
function foresee<Tx>(
  { store, clock }: FulfillmentContext<Tx>,
  rows: readonly Row[],
  seen: Set<OrderId>,
): Promise<Fate[]> {
  return inSteps(clock, rows, (step) =>
    store.read((ledger) => step(({ order }) => foreseeOne(ledger, order, seen))),
  );
}

async function foreseeOne(ledger: LedgerQueries, order: OrderToImport, seen: Set<OrderId>): Promise<Fate> {
  if (seen.has(order.orderId)) return 'known';
  const known = await findOrder(ledger, order.orderId);
  seen.add(order.orderId);
  if (known === undefined) return 'imported';
  const handed = handedOver(order);
  return handed === undefined ? 'known' : fateOf(decideImport(known, handed, order.now));
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
