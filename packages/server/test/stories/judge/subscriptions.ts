import type { LedgerRow, StoryDatabase } from '../database/story-database.js';
import type { PlatformOrder } from '../platform/platform-order.js';
import type { SubscriptionEvent } from '../platform/subscription-life.js';

interface SubscriptionRow {
  readonly order_id: string;
  readonly status: string;
}

/** What the ledger says wrongly about subscriptions, by order: the newest state is the last one of the chain. */
export async function wrongSubscriptions(
  database: Pick<StoryDatabase<unknown>, 'read'>,
  subscriptions: ReadonlyMap<PlatformOrder, readonly SubscriptionEvent[]>,
  rows: ReadonlyMap<string, LedgerRow>,
): Promise<Map<string, string>> {
  const known = await database.read<SubscriptionRow>('select order_id, status from ait_iap_subscriptions');
  const states = new Map(known.map(({ order_id, status }) => [order_id, status]));
  const wrong = new Map<string, string>();
  for (const [{ orderId, userKey }, events] of subscriptions) {
    const row = rows.get(orderId);
    // Events wait until it is known whose order it is.
    if (Number(row?.claimed) !== 1 || row?.user_key !== userKey) continue;
    const last = events.at(-1)?.current.status;
    if (states.get(orderId) === last) continue;
    wrong.set(orderId, `the subscription is ${last}, and the ledger says ${states.get(orderId)}`);
  }
  return wrong;
}
