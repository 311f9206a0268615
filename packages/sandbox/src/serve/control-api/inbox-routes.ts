import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { RECORD } from '../../world/record-kind.js';
import { inboxShape, mailsShape, timelineShape } from './answers/inbox-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { existingOrder } from './existing-order.js';
import { limitSchema } from './page-query.js';

/** How many orders of a user are searched. */
const MOST_ORDERS = 500;

const inboxQuery = z.strictObject({ limit: limitSchema });

/**
 * `/orders/:orderId/timeline`, `/users/:userKey/inbox`, `/mails`: the history of an order, and the messages to users
 * and the partner.
 */
export function inboxRoutes({ world, wire }: Sandbox): readonly Endpoint[] {
  const { store } = world;
  return [
    endpoint({
      method: 'GET',
      path: '/orders/:orderId/timeline',
      summary: 'everything about one order: what the log holds of it, and what is still known of the wire',
      answer: timelineShape,
      handle({ params }) {
        const order = existingOrder(store, params.orderId);
        const { orderId } = order;
        const { refunds } = store.refunds({ orderId, offset: 0, limit: 100 });
        // Before the world was replaced, the same id meant another order.
        const after = wire.recent({ types: ['world.replaced'] }).at(-1)?.seq;
        const heard = wire.recent({ orderId, after });
        return { order, events: store.eventsOf(orderId), wire: heard, refunds };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/users/:userKey/inbox',
      summary: 'the pushes of a user, newest first: ?limit=',
      query: inboxQuery,
      answer: inboxShape,
      handle({ params: { userKey }, query: { limit } }) {
        const pushes = store
          .orders({ userKey, limit: MOST_ORDERS })
          .flatMap(({ orderId }) => store.eventsOf(orderId))
          .flatMap((event) => {
            if (event.type !== 'UserNotified') return [];
            const { seq, at, orderId, text } = event;
            return [{ seq, at, orderId, text }];
          });
        return { pushes: pushes.sort((a, b) => b.seq - a.seq).slice(0, limit) };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/mails',
      summary: 'e-mails to the partner, newest first',
      answer: mailsShape,
      handle: () => ({
        mails: store
          .records(RECORD.mail)
          .map(({ value }) => value)
          .reverse(),
      }),
    }),
  ];
}
