import { readFile } from 'node:fs/promises';
import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import { readAllOrders } from '../ledger/order-pages.js';
import type { Command } from './command.js';
import { readConsoleDownload } from './console-download.js';
import { withDatabase } from './open-database.js';
import { readMonth, readRequired } from './read-options.js';
import { shownTime } from './shown-order.js';
import { type Cell, openTable } from './table-file.js';

const HEADS = [
  'order_id',
  'user_key',
  'sku',
  'amount_krw',
  'refunded_krw',
  'status',
  'delivery',
  'by_hand',
  'first_seen_at',
  'granted_at',
  'revoked_at',
] as const;

/** Everything of a month as a table: every order that was first seen or taken back in it. */
export const exportCommand: Command = {
  options: {
    month: { type: 'string' },
    out: { type: 'string' },
    prices: { type: 'string' },
    console: { type: 'string' },
  },
  run: ({ database, json, given, out }) =>
    withDatabase(database, async (store) => {
      const within = readMonth(readRequired(given, 'month'));
      const amountOf = await amounts(given);
      const sum = { orders: 0, amount: 0, refunded: 0, withoutAmount: 0 };
      const print = json && given.out === undefined ? () => undefined : out;
      const table = await openTable(given.out, HEADS, print);
      for await (const order of readAllOrders((work) => store.read(work), { within })) {
        const amount = amountOf(order);
        const refunded = order.payment === 'refunded';
        sum.orders += 1;
        if (amount === undefined) sum.withoutAmount += 1;
        else if (order.payment !== undefined) sum.amount += amount;
        if (refunded) sum.refunded += amount ?? 0;
        await table.row(cellsOf(order, amount));
        if (json && given.out === undefined) out(JSON.stringify({ ...order, amount }));
      }
      await table.end();
      if (given.out !== undefined) out(json ? JSON.stringify(sum) : told(sum, given.out));
      return 0;
    }),
};

function told(
  { orders, amount, refunded, withoutAmount }: Readonly<Record<string, number>>,
  path: string,
): string {
  const unknown =
    withoutAmount === 0 ? '' : `, ${withoutAmount} without an amount: name a file by --prices or --console`;
  return `${path}: ${orders} orders, ${amount} KRW paid, ${refunded} KRW of it refunded${unknown}. (주문 ${orders}건을 저장했어요.)`;
}

function cellsOf(order: LedgerOrder, amount: number | undefined): Cell[] {
  return [
    order.orderId,
    order.userKey,
    order.sku,
    order.payment === undefined ? undefined : amount,
    order.payment === 'refunded' ? amount : undefined,
    order.status,
    order.delivery,
    order.byHand,
    shownTime(order.firstSeenAt),
    shownTime(order.grantedAt),
    shownTime(order.revokedAt),
  ];
}

/** The ledger has no amounts. They come from the console's download, by order, or from a price list, by product. */
async function amounts(
  given: Readonly<Record<string, string | undefined>>,
): Promise<(order: LedgerOrder) => number | undefined> {
  const payments = given.console === undefined ? [] : (await readConsoleDownload(given.console)).payments;
  const byOrder = new Map(payments.map(({ orderId, amount }) => [orderId, amount]));
  const prices = given.prices === undefined ? new Map<string, number>() : await readPrices(given.prices);
  return ({ orderId, sku }) => byOrder.get(orderId) ?? (sku === undefined ? undefined : prices.get(sku));
}

async function readPrices(path: string): Promise<Map<string, number>> {
  const wrong = new FulfillmentInputError(
    '--prices',
    'it is not a JSON file such as { "coins.100": 1100 }, with prices in won.',
  );
  let read: unknown;
  try {
    read = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw wrong;
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw wrong;
  const prices = new Map<string, number>();
  for (const [sku, price] of Object.entries(read)) {
    if (!Number.isSafeInteger(price) || price < 0) throw wrong;
    prices.set(sku, price);
  }
  return prices;
}
