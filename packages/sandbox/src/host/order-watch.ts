import type { World } from '../world/world.js';
import type { WorldEventType } from '../world/world-event.js';

/** Called for events of one order. */
export type OrderListener = (type: WorldEventType) => void;

/** Waits for events of single orders. An event finds its listeners by its order, no matter how many hosts wait. */
export interface OrderWatch {
  /** Returns a function that stops it. */
  watch(orderId: string, listener: OrderListener): () => void;
}

/** Starts watching a world. */
export function createOrderWatch(world: World): OrderWatch {
  const listeners = new Map<string, Set<OrderListener>>();
  world.subscribe((event) => {
    if (!('orderId' in event)) return;
    for (const listener of listeners.get(event.orderId) ?? []) listener(event.type);
  });
  return {
    watch(orderId, listener) {
      const watching = listeners.get(orderId) ?? new Set();
      listeners.set(orderId, watching.add(listener));
      return () => {
        watching.delete(listener);
        if (watching.size === 0) listeners.delete(orderId);
      };
    },
  };
}
