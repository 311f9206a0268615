import type { Sandbox } from '../sandbox/sandbox.js';
import { attempt } from './attempt.js';
import type { ExploredPage } from './explored-page.js';
import type { HeardOrder } from './partner.js';

/** The order ids that a stranger sends to the partner's backend without an order sheet. */
export type Presented = 'an unpaid order' | 'a made-up id' | 'a refunded order' | "another user's order";

/** An id that no platform has ever given to an order. */
const MADE_UP_ID = '01890000-0000-7000-8000-000000000000';

const STRANGER = 'stranger';

/**
 * Calls `grant` directly, as anybody can who can send a request, without a page or a host. The result on the disk is
 * checked together with the rest.
 *
 * @returns the problem with an answer, if there is one
 */
export async function present(
  sandbox: Sandbox,
  page: ExploredPage,
  presented: Presented,
): Promise<string | undefined> {
  for (const order of ordersToPresent(sandbox, page.userKey, presented)) {
    await page.life.step(`present ${presented}`);
    const answer = await attempt(page, 'grant', () => page.partner.grant(order));
    if (presented === "another user's order" && answer === true)
      return `order ${order.orderId} belongs to ${page.userKey}, and grant answered true to ${STRANGER}`;
  }
  return undefined;
}

function ordersToPresent(sandbox: Sandbox, userKey: string, presented: Presented): HeardOrder[] {
  if (presented === 'a made-up id')
    return [{ orderId: MADE_UP_ID, userKey, sku: 'ait.sandbox.consumable-1' }];
  const orders = sandbox.orders().filter(({ paidAt, refundedAt }) => {
    if (presented === 'an unpaid order') return paidAt === undefined;
    return presented === 'a refunded order' ? refundedAt !== undefined : paidAt !== undefined;
  });
  const as = presented === "another user's order" ? STRANGER : userKey;
  return orders.map(({ orderId, sku }) => ({ orderId, userKey: as, sku }));
}
