import type { Fulfillment } from '../../../src/fulfillment/fulfillment.js';
import type { OtherSystem } from '../backend/other-system.js';
import {
  type ItemRow,
  type JournalRow,
  type LedgerRow,
  READ,
  type StoryDatabase,
} from '../database/story-database.js';
import type { Platform } from '../platform/platform.js';
import { isPaid, type PlatformOrder } from '../platform/platform-order.js';
import type { SubscriptionEvent } from '../platform/subscription-life.js';
import { disagreement } from './disagreement.js';
import { wrongEntitlements } from './entitlements.js';
import { wrongSubscriptions } from './subscriptions.js';
import { NO_ORDER, type Testimony } from './testimony.js';

/** An order that ended wrong, or did something wrong on its way. */
export interface Verdict {
  readonly orderId: string;
  readonly wrong: readonly string[];
}

/** What the judge looks at. Nobody asks the platform for it. */
export interface Evidence<Tx> {
  readonly platform: Platform;
  readonly subscriptions: ReadonlyMap<PlatformOrder, readonly SubscriptionEvent[]>;
  readonly testimony: Testimony;
  readonly database: StoryDatabase<Tx>;
  /** Where the products are, if not in the application's own tables. */
  readonly otherSystem: OtherSystem | undefined;
  /** Reads timelines and entitlements, as the support desk would. */
  readonly fulfillment: Fulfillment;
  readonly now: number;
  /** Ids that no platform ever made. */
  readonly madeUp: readonly string[];
}

/** What the words of a timeline did to the product. */
const EFFECTS: Readonly<Record<string, JournalRow['what']>> = {
  granted: 'granted',
  regranted: 'granted',
  revoked: 'revoked',
};

interface OrderEvidence {
  readonly row: LedgerRow | undefined;
  readonly items: readonly ItemRow[];
  readonly journal: readonly JournalRow[];
}

/** Compares what the application has handed over with the truth of the platform. */
export async function judge<Tx>(evidence: Evidence<Tx>): Promise<Verdict[]> {
  const { platform, database, otherSystem, testimony, madeUp } = evidence;
  const rows = new Map((await database.read<LedgerRow>(READ.rows)).map((row) => [row.order_id, row]));
  const items = byOrder(otherSystem?.items() ?? (await database.read<ItemRow>(READ.items)));
  const journal = byOrder(otherSystem?.journal() ?? (await database.read<JournalRow>(READ.journal)));
  const entitlements = await wrongEntitlements(evidence, items);
  const subscriptions = await wrongSubscriptions(database, evidence.subscriptions, rows);
  const verdicts: Verdict[] = [];
  for (const orderId of [...platform.orders.keys(), ...madeUp]) {
    const found = {
      row: rows.get(orderId),
      items: items.get(orderId) ?? [],
      journal: journal.get(orderId) ?? [],
    };
    const order = platform.orders.get(orderId);
    const wrong = [
      ...testimony.complaints.filter((each) => each.orderId === orderId).map(({ what }) => what),
      ...(order === undefined ? wrongOfMadeUp(found) : wrongOf(order, found, evidence)),
      ...[entitlements.get(orderId) ?? []].flat(),
      ...[subscriptions.get(orderId) ?? []].flat(),
      ...wrongOfJournal(found, testimony.toldGranted.has(orderId)),
      ...(found.row === undefined ? [] : [disagreement(found.row)].filter((what) => what !== undefined)),
      // Another system may have done what it never confirmed, so the timeline cannot tell it.
      ...(otherSystem === undefined ? await wrongOfTimeline(evidence.fulfillment, orderId, found) : []),
    ];
    if (wrong.length > 0) verdicts.push({ orderId, wrong: [...new Set(wrong)] });
  }
  const bugs = testimony.complaints.filter(({ orderId }) => orderId === NO_ORDER).map(({ what }) => what);
  if (bugs.length > 0) verdicts.push({ orderId: NO_ORDER, wrong: [...new Set(bugs)] });
  return verdicts;
}

function wrongOf<Tx>(
  order: PlatformOrder,
  { row, items, journal }: OrderEvidence,
  { testimony, now }: Evidence<Tx>,
): string[] {
  const word = order.wordAt(now);
  const count = items.length;
  const wrong: string[] = [];
  const isKnown = testimony.reached.has(order.orderId) || row?.user_key === order.userKey;
  if (isPaid(word) && count === 0 && isKnown) {
    const kind = row === undefined ? 'FORGOTTEN' : 'LOST';
    wrong.push(`${kind}: it is ${word}, and nothing was handed over (row ${describe(row)})`);
  }
  const grants = journal.filter(({ what }) => what === 'granted').length;
  if (grants > order.paidStates) {
    wrong.push(`FLAPPED: handed over ${grants} times, and it came to be paid ${order.paidStates} times`);
  }
  if (count > 1) wrong.push(`DOUBLE: handed over ${count} times`);
  if (count > 0 && word === 'REFUNDED')
    wrong.push(`KEPT: it is REFUNDED, and the product is still there (row ${describe(row)})`);
  if (count > 0 && !order.everPaid) wrong.push('UNPAID: it was never paid, and the product was handed over');
  if (items.some(({ user_key }) => user_key !== order.userKey))
    wrong.push('STOLEN: another user has the product');
  if (items.some(({ sku }) => sku !== order.sku)) wrong.push('another product than the one that was bought');
  return wrong;
}

function wrongOfMadeUp({ items, journal }: OrderEvidence): string[] {
  return items.length + journal.length === 0
    ? []
    : ['UNPAID: the id was made up, and a product was handed over'];
}

function wrongOfJournal({ items, journal }: OrderEvidence, toldGranted: boolean): string[] {
  const alternates = journal.every(({ what }, index) => what === (index % 2 === 0 ? 'granted' : 'revoked'));
  const wrong: string[] = [];
  if (!alternates) wrong.push(`DOUBLE: the effects were ${journal.map(({ what }) => what).join(', ')}`);
  if (toldGranted && journal.length === 0) wrong.push('FALSE: the user got granted, but nothing was written');
  if (journal.length % 2 !== items.length && items.length <= 1)
    wrong.push('the journal and the items disagree');
  return wrong;
}

async function wrongOfTimeline(
  fulfillment: Fulfillment,
  orderId: string,
  { journal, row, items }: OrderEvidence,
): Promise<string[]> {
  if (row === undefined) return items.length === 0 ? [] : ['the ledger has no row for what was handed over'];
  const told = (await fulfillment.timeline(orderId)).map(({ kind }) => EFFECTS[kind]);
  const effects = told.filter((effect) => effect !== undefined).join(', ');
  const done = journal.map(({ what }) => what).join(', ');
  return effects === done ? [] : [`the timeline says "${effects}", and the effects were "${done}"`];
}

function describe(row: LedgerRow | undefined): string {
  if (row === undefined) return 'missing';
  const next =
    row.next_check_at === null
      ? 'never asked again'
      : `next check ${new Date(Number(row.next_check_at)).toISOString()}`;
  return `${row.status} and ${row.delivery}, of ${row.user_key}, ${next}`;
}

function byOrder<Row extends { readonly order_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, ({ order_id }) => order_id);
}
