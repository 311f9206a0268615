import { DUE } from '../../world/due-key.js';
import type { World } from '../../world/world.js';
import { completeRefund, rejectRefund } from './request-refund.js';

/** The reason of an automatic rejection. */
export const STORE_REJECTION = '앱마켓 정책에 따라 환불할 수 없어요';

/**
 * Google and Apple decide their requests by themselves (*source*), as the settings of the world say. To get another
 * decision, make it before the app market's time is over.
 */
export function keepRefunds(world: World): void {
  world.onDue(DUE.storeRefund, (orderId) => {
    const order = world.store.order(orderId);
    const { appleRefunds, googleRefunds } = world.settings();
    const habit = order?.store === 'APP_STORE' ? appleRefunds : googleRefunds;
    if (order?.refund?.decider !== 'STORE' || habit === 'by-hand') {
      // There is nothing to decide automatically, so the request does not change.
      world.record({ type: 'RecordChanged', kind: DUE.storeRefund, id: orderId, due: null });
    } else if (habit === 'reject') rejectRefund(world, orderId, 'STORE', STORE_REJECTION);
    else completeRefund(world, orderId);
  });
}
