import fc from 'fast-check';
import { systemClock } from '../../../packages/client/src/clock/system-clock.js';
import { parseNotes } from '../../../packages/client/src/desk/note.js';
import { isIapError } from '../../../packages/client/src/errors/iap-error.js';
import { toIapError } from '../../../packages/client/src/errors/to-iap-error.js';
import { readHistoryPage, readPendingOrders } from '../../../packages/client/src/host/read-orders.js';
import { readProductList } from '../../../packages/client/src/host/read-product-list.js';
import { readSubscriptionInfo } from '../../../packages/client/src/host/read-subscription-info.js';
import { httpGrant } from '../../../packages/client/src/http-grant/http-grant.js';
import { readPurchaseEvent } from '../../../packages/client/src/purchase/read-purchase-event.js';
import { near, nearText } from '../hostile.js';
import { type FuzzTarget, target } from '../target.js';

const ID = '0198f2c0-7a00-7000-8000-000000000001';
const product = { sku: 'ait.a.1', displayName: 'x', displayAmount: '1,000원', iconUrl: '', description: '' };
const paid = {
  orderId: ID,
  displayName: 'x',
  displayAmount: '1,000원',
  amount: 1000,
  currency: 'KRW',
  fraction: 0,
};
/** Nothing may be told to a developer's console a million times. */
const warned = () => ({ has: () => true, add: () => undefined }) as unknown as Set<string>;

/** What a Toss app, a device's storage and a backend may answer. */
export const clientTargets: readonly FuzzTarget[] = [
  target({
    name: 'client: list of products',
    inputs: near([
      { products: [{ ...product, type: 'CONSUMABLE' }, product] },
      {
        products: [
          {
            ...{ ...product, type: 'SUBSCRIPTION', renewalCycle: 'MONTHLY' },
            offers: [{ type: 'RETURNING', offerId: 'o', period: 'P1M', displayAmount: '1원' }],
          },
        ],
      },
    ]),
    run: (value) => readProductList(value, warned()),
    isTyped: isIapError,
  }),
  target({
    name: 'client: pending orders and history',
    inputs: near([
      { orders: [{ orderId: ID, sku: 'a', paymentCompletedDate: '2026-01-01' }, { orderId: ID }] },
      {
        hasNext: true,
        nextKey: 'k',
        orders: [{ orderId: ID, sku: 'a', status: 'REFUNDED', date: '2026-01-01' }],
      },
    ]),
    run(value) {
      const page = attempt(() => readHistoryPage(value, warned()));
      readPendingOrders(value, warned());
      return page;
    },
    isTyped: isIapError,
  }),
  target({
    name: 'client: subscription',
    inputs: near([
      {
        subscription: {
          ...{ catalogId: 1, status: 'ACTIVE', expiresAt: '2026-01-01', isAutoRenew: true },
          ...{ gracePeriodExpiresAt: null, isAccessible: true },
        },
      },
    ]),
    run: (value) => readSubscriptionInfo(value, warned()),
    isTyped: isIapError,
  }),
  target({
    name: 'client: events and errors of the order sheet',
    inputs: near([
      { type: 'purchased', data: { orderId: ID, subscriptionId: 's' } },
      { type: 'success', data: { ...paid, miniAppIconUrl: null } },
      { __isError: true, code: 'USER_CANCELED', message: 'x' },
    ]),
    run(value) {
      toIapError(value, 'read');
      return readPurchaseEvent(value);
    },
    isTyped: isIapError,
  }),
  target({
    name: 'client: notes on the device',
    inputs: nearText([
      {
        'ait.a.1': { openedAt: 1, orderId: ID, hostSaid: 'charge', replaced: { openedAt: 1 } },
        b: { openedAt: 3 },
      },
    ]),
    run: (text) => parseNotes(text, 5),
  }),
  target({
    name: 'client: answer of a backend',
    inputs: fc.tuple(
      nearText([
        { orderId: ID, outcome: 'granted' },
        { orderId: ID, outcome: 'pending', reason: 'x' },
      ]),
      fc.constantFrom(200, 200, 200, 201, 400, 401, 500),
    ),
    async run([text, status]) {
      const grant = httpGrant({
        url: 'https://shop.example/grant',
        clock: { now: systemClock.now, sleep: async () => undefined },
        fetch: async () => new Response(text, { status }),
      });
      const granted = await grant({ orderId: ID, sku: 'a', signal: undefined } as never);
      if (granted === true && !/granted/.test(text)) throw new Error(`"${text}" was taken for a grant.`);
    },
    isTyped: isIapError,
  }),
];

function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (isIapError(error)) return undefined;
    throw error;
  }
}
