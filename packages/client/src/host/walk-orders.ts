import type { HistoryOrderWire } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import { throwIfAborted } from '../clock/abort-reason.js';
import { unlessAborted } from '../clock/unless-aborted.js';
import { listHistoryPage } from './list-orders.js';

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
): AsyncGenerator<HistoryOrderWire, void, undefined> {
  const seen = new Set<string>();
  let key: string | null | undefined;
  do {
    const asked = key;
    const page = await unlessAborted(() => listHistoryPage(session, asked), signal);
    if (!page) return;
    for (const order of page.orders) {
      yield order;
      // Whoever got the order may have aborted over it.
      throwIfAborted(signal);
    }
    if (key) seen.add(key);
    key = page.hasNext ? page.nextKey : undefined;
  } while (key && !seen.has(key));
}
