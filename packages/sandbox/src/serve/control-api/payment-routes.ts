import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { Order } from '../../world/order.js';
import { PAYMENT_STATES, paymentStateOf } from '../../world/payment.js';
import { paymentsShape, settlementsShape } from './answers/payment-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { idOrProduct, productNames } from './id-or-product.js';
import { koreanDaySchema, monthSchema } from './korean-day-query.js';
import { limitSchema, pageSchema, paging } from './page-query.js';
import { settlementByMonth } from './settlement-by-month.js';

const paymentsQuery = z.strictObject({
  from: koreanDaySchema,
  to: koreanDaySchema,
  state: z.optional(z.enum(PAYMENT_STATES)),
  search: z.optional(z.string()),
  page: pageSchema,
  limit: limitSchema,
});

const settlementsQuery = z.strictObject({ from: monthSchema, to: monthSchema });

/** `/payments`, `/settlements`: the console's lists of payments and revenue (결제 내역, 수익). */
export function paymentRoutes({ world }: Sandbox): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/payments',
      summary:
        'payments, newest first: ?from=2026-01-01&to=2026-01-31&state=&search=&page=&limit=; days in Korea',
      query: paymentsQuery,
      answer: paymentsShape,
      handle({ query: { from, to, state, search = '', page, limit } }) {
        const wanted = { fromDay: from, toDay: to, state, ...idOrProduct(world, search) };
        const { orders, total } = world.store.payments({ ...wanted, offset: (page - 1) * limit, limit });
        const nameOf = productNames(world);
        return {
          payments: orders.map((order) => toPayment(order, nameOf)),
          ...paging({ page, limit }, total),
        };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/settlements',
      summary: 'what is paid out, month by month in Korea, an estimate: ?from=2026-01&to=2026-12',
      query: settlementsQuery,
      answer: settlementsShape,
      handle: ({ query }) => ({ months: settlementByMonth(world, query) }),
    }),
  ];
}

function toPayment(order: Order, nameOf: (sku: string) => string) {
  const { orderId, userKey, sku, store, amount, paidAt, refundedAt } = order;
  return {
    ...{ orderId, userKey, sku, productName: nameOf(sku), store, amount, paidAt },
    ...{ state: paymentStateOf(order), orderState: order.state },
    ...(refundedAt !== undefined && { refundedAt }),
  };
}
