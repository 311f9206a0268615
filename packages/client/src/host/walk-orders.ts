import type { HistoryOrderWire } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import { throwIfAborted } from '../clock/abort-reason.js';
import { unlessAborted } from '../clock/unless-aborted.js';
import { listHistoryPage } from './list-orders.js';

/** The history is over after so many pages in a row without a new order, whatever the host says. */
const MAX_IDLE_PAGES = 3;

/**
 * Iterates over all orders of the history. Pages are requested when they are needed.
 *
 * Ends if the key is missing, whatever `hasNext` says, if a key repeats, or after some pages that bring nothing new.
 * Otherwise a host that repeats itself would never end.
 *
 * @throws IapError if a page cannot be read; the signal's reason on abort
 */
export async function* walkOrders(
  session: HostSession,
  signal?: AbortSignal,
): AsyncGenerator<HistoryOrderWire, void, undefined> {
  const seen = new Set<string>();
  const known = new Set<string>();
  let idlePages = 0;
  let key: string | null | undefined;
  do {
    const asked = key;
    const page = await unlessAborted(() => listHistoryPage(session, asked), signal);
    if (!page) return;
    const knownBefore = known.size;
    for (const order of page.orders) {
      known.add(`${order.orderId} ${order.status}`);
      yield order;
      // The caller may have aborted while it handled the order.
      throwIfAborted(signal);
    }
    idlePages = known.size > knownBefore ? 0 : idlePages + 1;
    if (key) seen.add(key);
    key = page.hasNext ? page.nextKey : undefined;
  } while (key && !seen.has(key) && idlePages < MAX_IDLE_PAGES);
}
