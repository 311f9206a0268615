import { koreanTime, koreanTimeWithOffset } from '../clock/korean-time.js';
import type { Order, OrderState } from '../world/order.js';
import type { WorldSettings } from '../world/world-settings.js';

const REASONS: Readonly<Record<OrderState, string>> = {
  ORDER_IN_PROGRESS: '주문이 진행 중이에요.',
  PAYMENT_COMPLETED: '결제가 끝났고 상품 지급을 기다려요.',
  PURCHASED: '구매가 끝났어요.',
  FAILED: '주문이 실패했어요.',
  REFUNDED: '환불됐어요.',
};

/** The `success` part. `sku` and `statusDeterminedAt` are left out if there is no order. */
export function describeOrder(orderId: string, order: Order | undefined, settings: WorldSettings) {
  if (order === undefined) return { orderId, status: 'NOT_FOUND', reason: '주문을 찾을 수 없어요.' };
  const time = settings.statusTimeZone === 'offset' ? koreanTimeWithOffset : koreanTime;
  return {
    orderId,
    sku: order.sku,
    status: order.state,
    reason: REASONS[order.state],
    statusDeterminedAt: time(order.stateAt),
  };
}
