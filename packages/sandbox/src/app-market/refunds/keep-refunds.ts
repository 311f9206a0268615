import { DUE } from '../../world/due-key.js';
import type { World } from '../../world/world.js';
import { completeRefund, rejectRefund } from './request-refund.js';

/** What a store says that rejects by itself. */
export const STORE_REJECTION = '앱마켓 정책에 따라 환불할 수 없어요';

/**
 * Google and Apple decide by themselves what is for them to decide (*source*), as the settings of the world say. Who
 * wants another answer gives it before the store's time is over.
 */
export function keepRefunds(world: World): void {
  world.onDue(DUE.storeRefund, (orderId) => {
    const order = world.store.order(orderId);
    const { appleRefunds, googleRefunds } = world.settings();
    const habit = order?.store === 'APP_STORE' ? appleRefunds : googleRefunds;
    if (order?.refund?.decider !== 'STORE' || habit === 'by-hand') {
      // Nothing to decide any more, or nothing by itself: the request stays as it is.
      world.record({ type: 'RecordChanged', kind: DUE.storeRefund, id: orderId, due: null });
    } else if (habit === 'reject') rejectRefund(world, orderId, 'STORE', STORE_REJECTION);
    else completeRefund(world, orderId);
  });
}
