import type { DurableText } from './durable-text.js';
import { formatOpenOrders, type OpenOrder, type OpenOrders, parseOpenOrders } from './open-order.js';

/** The durable list of open orders: it keeps a sku locked over a reload until the order is settled. */
export interface OpenOrderBook {
  all(): Promise<OpenOrders>;
  /** Writes down what is known about a sku's open order; `undefined` when there is none any more. */
  put(sku: string, order: OpenOrder | undefined): Promise<void>;
}

/**
 * The open orders in a durable text. Changes run one after the other, since a change is a read and a write and the
 * native storage takes its time.
 */
export function openOrderBook(text: DurableText): OpenOrderBook {
  let last: Promise<unknown> = Promise.resolve();
  const all = async () => new Map((await text.load()).flatMap(parseOpenOrders));
  return {
    all,
    put(sku, order) {
      const done = last.then(async () => {
        const orders = await all();
        if (order) orders.set(sku, order);
        else orders.delete(sku);
        await text.save(formatOpenOrders(orders));
      });
      last = done.catch(() => {});
      return done;
    },
  };
}
