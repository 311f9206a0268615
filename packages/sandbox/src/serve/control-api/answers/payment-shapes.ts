import * as z from 'zod/mini';
import { PAYMENT_STATES } from '../../../world/payment.js';
import { REFUND_REASONS } from '../../../world/refund.js';
import { REFUND_TABS, type RefundRequest } from '../../../world/refund-request.js';
import { instant, named } from './named.js';

const optional = z.exactOptional;
const store = z.enum(['GOOGLE_PLAY', 'APP_STORE']);
const decider = z.enum(['STORE', 'PARTNER']);

const page = { page: z.int(), limit: z.int(), total: z.int(), pages: z.int() };

const paymentShape = named(
  'Payment',
  z.looseObject({
    orderId: z.string(),
    userKey: z.string(),
    sku: z.string(),
    productName: z.string(),
    store,
    amount: z.int(),
    paidAt: instant,
    state: z.enum(PAYMENT_STATES),
    orderState: z.string(),
    refundedAt: optional(instant),
  }),
);

/** A page of payments. */
export const paymentsShape = z.looseObject({ payments: z.array(paymentShape), ...page });

/** One refund request. */
export const refundRequestShape: z.ZodMiniType<RefundRequest> = named(
  'RefundRequest',
  z.looseObject({
    number: z.int(),
    orderId: z.string(),
    userKey: z.string(),
    sku: z.string(),
    store,
    amount: z.int(),
    paidAt: instant,
    state: z.enum(['REQUESTED', 'STORE_REVIEW', 'COMPLETED', 'REJECTED']),
    reason: z.enum([...REFUND_REASONS, 'REFUNDED_BY_STORE']),
    requestedAt: instant,
    decider: optional(decider),
    approvedAt: optional(instant),
    decidedAt: optional(instant),
    rejectedBy: optional(decider),
    rejectReason: optional(z.string()),
  }),
);

/** A page of refund requests, each with its tab and the name of its product, and the number of requests in each tab. */
export const refundsShape = z.looseObject({
  refunds: z.array(refundRequestShape),
  tabs: z.record(z.enum(REFUND_TABS), z.int()),
  ...page,
});

const won = z.int();

/** The revenue of each month. */
export const settlementsShape = z.looseObject({
  months: z.array(
    z.looseObject({
      month: z.string(),
      payments: z.int(),
      refunds: z.int(),
      refunded: won,
      paid: won,
      supplyPrice: won,
      appMarketFee: won,
      tossFee: won,
      tossFeeVat: won,
      payout: won,
    }),
  ),
});
