import type { HistoryOrderWire } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import { throwIfAborted } from '../clock/abort-reason.js';
import { unlessAborted } from '../clock/unless-aborted.js';
import { listHistoryPage } from './list-orders.js';

/**
 * Iterates over all orders of the history. Pages are requested when they are needed.
 *
 * Ends if the key is missing, whatever `hasNext` says, or if a key repeats. Otherwise a host that repeats itself would
 * never end.
 *
 * @throws IapError if a page cannot be read; the signal's reason on abort
 */
export async function* walkOrders(
  session: HostSession,
  signal?: AbortSignal,
): AsyncGenerator<HistoryOrderWire, void, undefined> {
  const seen = new Set<string>();
  let key: string | null | undefined;
  do {
    const asked = key;
    const page = await unlessAborted(() => listHistoryPage(session, asked), signal);
    if (!page) return;
    for (const order of page.orders) {
      yield order;
      // The caller may have aborted while it handled the order.
      throwIfAborted(signal);
    }
    if (key) seen.add(key);
    key = page.hasNext ? page.nextKey : undefined;
  } while (key && !seen.has(key));
}
