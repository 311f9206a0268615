import * as z from 'zod/mini';
import type { Charge } from '../../../world/charge.js';
import type { Order } from '../../../world/order.js';
import { REFUND_REASONS, type Refund } from '../../../world/refund.js';
import type { Subscription } from '../../../world/subscription.js';
import { instant, named } from './named.js';

const optional = z.exactOptional;

const decider = z.enum(['STORE', 'PARTNER']);

/** A user's refund request. */
export const refundShape: z.ZodMiniType<Refund> = named(
  'Refund',
  z.looseObject({
    state: z.enum(['REQUESTED', 'STORE_REVIEW', 'COMPLETED', 'REJECTED']),
    reason: z.enum(REFUND_REASONS),
    requestedAt: instant,
    decider: optional(decider),
    approvedAt: optional(instant),
    decidedAt: optional(instant),
    rejectedBy: optional(decider),
    rejectReason: optional(z.string()),
  }),
);

/** The subscription of an order. */
export const subscriptionShape: z.ZodMiniType<Subscription> = named(
  'Subscription',
  z.looseObject({
    subscriptionId: z.string(),
    status: z.enum(['ACTIVE', 'EXPIRED', 'IN_GRACE_PERIOD', 'ON_HOLD', 'PAUSED', 'REVOKED']),
    renewalCycle: z.enum(['WEEKLY', 'MONTHLY', 'YEARLY']),
    offerId: optional(z.string()),
    startedAt: instant,
    anchor: instant,
    expiresAt: instant,
    autoRenew: z.boolean(),
    gracePeriodExpiresAt: optional(instant),
    holdEndsAt: optional(instant),
    pausedUntil: optional(instant),
    payments: z.int(),
  }),
);

/** An order of the world. */
export const orderShape: z.ZodMiniType<Order> = named(
  'Order',
  z.looseObject({
    number: z.int(),
    orderId: z.string(),
    userKey: z.string(),
    sku: z.string(),
    kind: z.enum(['CONSUMABLE', 'NON_CONSUMABLE', 'SUBSCRIPTION']),
    store: z.enum(['GOOGLE_PLAY', 'APP_STORE']),
    state: z.enum(['ORDER_IN_PROGRESS', 'PAYMENT_COMPLETED', 'PURCHASED', 'FAILED', 'REFUNDED']),
    reason: z.string(),
    amount: z.int(),
    openedAt: instant,
    stateAt: instant,
    paidAt: optional(instant),
    recorded: optional(z.boolean()),
    grantedAt: optional(instant),
    refundedAt: optional(instant),
    grantWindow: optional(z.enum(['open', 'refused', 'missed', 'answered'])),
    offerId: optional(z.string()),
    refund: optional(refundShape),
    subscription: optional(subscriptionShape),
  }),
);

/** A page of orders. `before` is the start of the next page. */
export const ordersShape = z.looseObject({ orders: z.array(orderShape), before: optional(z.int()) });

const chargeShape: z.ZodMiniType<Charge> = named(
  'Charge',
  z.looseObject({
    receipt: z.string(),
    orderId: z.string(),
    userKey: z.string(),
    sku: z.string(),
    store: z.enum(['GOOGLE_PLAY', 'APP_STORE']),
    amount: z.int(),
    paidAt: instant,
    recorded: z.boolean(),
    grantedAt: optional(instant),
    refundedAt: optional(instant),
  }),
);

/** A page of charges. */
export const chargesShape = z.looseObject({ charges: z.array(chargeShape), before: optional(z.int()) });

/** The result of a purchase without a page. */
export const boughtShape = z.looseObject({
  outcome: z.enum(['granted', 'pending', 'failed']),
  order: optional(orderShape),
  error: optional(z.looseObject({ code: z.string(), message: z.string() })),
});
