import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import { readOrderId, readUserKey } from '../fulfillment/read-input.js';
import { UnknownOrderError } from '../fulfillment/unknown-order-error.js';
import { readTimeline, type TimelineEntry } from '../ledger/audit.js';
import { findOrder } from '../ledger/find-order.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import { type OrderFilter, readOrderPage, readUserPage, type UserCursor } from '../ledger/order-pages.js';
import type { Command, CommandInput } from './command.js';
import { withDatabase } from './open-database.js';
import { readLimit, readMonth } from './read-options.js';
import { orderLine, shownTime, standing } from './shown-order.js';

/** Shows one order: its state, and everything that happened to it. */
export const orderCommand: Command = {
  takes: ['order id'],
  run: ({ database, json, words: [id], out }) =>
    withDatabase(database, async (store) => {
      const orderId = readOrderId(id);
      const { order, timeline } = await store.read(async (ledger) => ({
        order: await findOrder(ledger, orderId),
        timeline: await readTimeline(ledger, orderId),
      }));
      if (order === undefined) throw new UnknownOrderError();
      if (json) out(JSON.stringify({ order, timeline }));
      else for (const line of storyOf(order, timeline)) out(line);
      return 0;
    }),
};

function storyOf(order: LedgerOrder, timeline: readonly TimelineEntry[]): string[] {
  const { nextCheckAt } = order;
  return [
    `order       ${order.orderId}`,
    `user        ${order.userKey ?? '-'}${order.claimed ? '' : ' (not confirmed by the platform)'}`,
    `product     ${order.sku ?? '-'}`,
    `status      ${order.status ?? '-'}, heard ${shownTime(order.checkedAt) || 'never'}, asked ${order.checks} times`,
    `delivery    ${standing(order)}`,
    `first seen  ${shownTime(order.firstSeenAt)}`,
    `granted     ${shownTime(order.grantedAt) || '-'}`,
    `next check  ${nextCheckAt === undefined ? 'none: nothing can change any more' : shownTime(nextCheckAt)}`,
    '',
    ...timeline.map(({ at, kind, detail }) => `${shownTime(at)}  ${kind}  ${JSON.stringify(detail)}`),
  ];
}

/** Shows one customer's purchases, the newest first. */
export const userCommand: Command = {
  takes: ['user key'],
  options: { limit: { type: 'string' }, after: { type: 'string' } },
  run: ({ database, json, words: [key], given, out }) =>
    withDatabase(database, async (store) => {
      const userKey = readUserKey(key);
      const limit = readLimit(given.limit);
      const after = given.after === undefined ? undefined : readCursor(given.after);
      const orders = await store.read((ledger) => readUserPage(ledger, userKey, { limit, after }));
      const last = orders.length === limit ? orders.at(-1) : undefined;
      const next = last && `${last.firstSeenAt.getTime()}:${last.orderId}`;
      show({ orders, next, json, out });
      return 0;
    }),
};

/** Shows refunded orders: taken back, or still with the user. */
export const refundsCommand: Command = {
  options: { limit: { type: 'string' }, after: { type: 'string' }, month: { type: 'string' } },
  run: ({ database, json, given, out }) =>
    withDatabase(database, async (store) => {
      const limit = readLimit(given.limit);
      const after = given.after === undefined ? undefined : readOrderId(given.after);
      const within = given.month === undefined ? undefined : readMonth(given.month);
      const filter: OrderFilter = { refunded: true, within };
      const orders = await store.read((ledger) => readOrderPage(ledger, filter, { limit, after }));
      const next = orders.length === limit ? orders.at(-1)?.orderId : undefined;
      show({ orders, next, json, out });
      return 0;
    }),
};

interface ShownPage extends Pick<CommandInput, 'json' | 'out'> {
  readonly orders: readonly LedgerOrder[];
  readonly next: string | undefined;
}

function show({ orders, next, json, out }: ShownPage): void {
  if (json) {
    out(JSON.stringify({ orders, ...(next === undefined ? {} : { next }) }));
    return;
  }
  for (const order of orders) out(orderLine(order));
  if (orders.length === 0) out('None. (없어요.)');
  if (next !== undefined) out(`More: --after ${next} (더 있어요.)`);
}

function readCursor(text: string): UserCursor {
  const [time = '', id] = text.split(':');
  if (!/^\d{1,16}$/.test(time)) {
    throw new FulfillmentInputError('--after', 'it is not the end of the page before.');
  }
  return { firstSeenAt: Number(time), orderId: readOrderId(id) };
}
