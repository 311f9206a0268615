import type { OpenOrderBook } from './open-order-book.js';

/** Forgets an order that somebody closed by its id; never rejects, since the order is closed all the same. */
export async function forgetOrder(book: OpenOrderBook, orderId: string): Promise<void> {
  try {
    for (const [sku, order] of await book.all()) {
      if (order.orderId === orderId) await book.put(sku, order.replaced);
    }
  } catch {
    // The next purchase of the product looks again.
  }
}
