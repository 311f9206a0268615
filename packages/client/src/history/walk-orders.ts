import type { CompletedOrRefundedOrder } from '@ait-iap/protocol';
import { listHistoryPage } from '../orders/list-orders.js';
import type { HostSession } from '../session/host-session.js';

/**
 * All orders of the history, page by page, as they are asked for.
 *
 * Ends on a missing key whatever `hasNext` says, and on one that came before: a host that repeats itself would
 * otherwise never end.
 *
 * @throws IapError if a page cannot be read; the signal's reason on abort
 */
export async function* walkOrders(
  session: HostSession,
  signal?: AbortSignal,
): AsyncGenerator<CompletedOrRefundedOrder, void, undefined> {
  const seen = new Set<string>();
  let key: string | null | undefined;
  do {
    signal?.throwIfAborted();
    const page = await listHistoryPage(session, key);
    if (!page) return;
    for (const order of page.orders) {
      signal?.throwIfAborted();
      yield order;
    }
    if (key) seen.add(key);
    key = page.hasNext ? page.nextKey : undefined;
  } while (key && !seen.has(key));
}
