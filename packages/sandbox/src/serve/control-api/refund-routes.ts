import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { REFUND_TABS, type RefundRequest, refundTabOf } from '../../world/refund-request.js';
import { refundsShape } from './answers/payment-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { idOrProduct, productNames } from './id-or-product.js';
import { koreanDaySchema } from './korean-day-query.js';
import { limitSchema, pageSchema, paging } from './page-query.js';

const refundsQuery = z.strictObject({
  tab: z.optional(z.enum(REFUND_TABS)),
  orderId: z.optional(z.string()),
  userKey: z.optional(z.string()),
  from: koreanDaySchema,
  to: koreanDaySchema,
  search: z.optional(z.string()),
  page: pageSchema,
  limit: limitSchema,
});

/** `/refunds`: every refund request, including those that were answered and made again (환불 내역). */
export function refundRoutes({ world }: Sandbox): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/refunds',
      summary:
        'requests for a refund, newest first: ?tab=requested|approved|rejected|completed|store&from=&to=&orderId=&userKey=&search=&page=&limit=',
      query: refundsQuery,
      answer: refundsShape,
      handle({ query: { search = '', page, limit, from, to, ...filter } }) {
        const { refunds, total } = world.store.refunds({
          ...{ ...filter, fromDay: from, toDay: to, ...idOrProduct(world, search) },
          offset: (page - 1) * limit,
          limit,
        });
        const nameOf = productNames(world);
        return {
          refunds: refunds.map((request) => toRow(request, nameOf)),
          tabs: Object.fromEntries(
            REFUND_TABS.map((tab) => [tab, world.store.refunds({ tab, offset: 0, limit: 0 }).total]),
          ),
          ...paging({ page, limit }, total),
        };
      },
    }),
  ];
}

function toRow(request: RefundRequest, nameOf: (sku: string) => string) {
  return { ...request, tab: refundTabOf(request), productName: nameOf(request.sku) };
}
