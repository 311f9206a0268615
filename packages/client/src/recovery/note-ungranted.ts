import type { HostSession } from '../session/host-session.js';

/**
 * Keeps a product locked over an order that was found and could not be granted yet: the next list may be late, or not
 * be read at all, and would then speak of nothing. A note that knows an order keeps it.
 */
export async function noteUngranted(
  { book, clock }: HostSession,
  sku: string,
  orderId: string,
): Promise<void> {
  await book.put(sku, { openedAt: clock.now(), orderId, ...(await book.all()).get(sku) });
}
