import type { KeyValueStorage } from '../storage/key-value-storage.js';
import { type OpenOrder, type OpenOrders, parseOpenOrders } from './open-order.js';

const KEY = 'ait-iap.open-orders';

/** The durable list of open orders: it keeps a sku locked over a reload until the order is settled. */
export interface OpenOrderBook {
  all(): Promise<OpenOrders>;
  put(sku: string, order: OpenOrder): Promise<void>;
  remove(sku: string): Promise<void>;
}

const tails = new WeakMap<KeyValueStorage, Promise<unknown>>();

/**
 * The open orders in one storage. Changes run one after the other, since the native storage answers later and a
 * change is a read and a write.
 */
export function openOrderBook(storage: KeyValueStorage): OpenOrderBook {
  const all = async () => parseOpenOrders(await storage.get(KEY));
  const change = (edit: (orders: OpenOrders) => OpenOrders): Promise<void> => {
    const done = (tails.get(storage) ?? Promise.resolve()).then(async () => {
      const next = edit(await all());
      await (Object.keys(next).length ? storage.set(KEY, JSON.stringify(next)) : storage.remove(KEY));
    });
    tails.set(
      storage,
      done.catch(() => {}),
    );
    return done;
  };
  return {
    all,
    put: (sku, order) => change((orders) => ({ ...orders, [sku]: order })),
    remove: (sku) => change(({ [sku]: _, ...others }) => others),
  };
}
