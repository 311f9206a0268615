import type { PurchaseOutcome, RecoveryReport } from '@ait-iap/client';
import type { PurchaseHandle } from '@ait-iap/client/react';

/** The line below the list: how the last purchase ended, else what the start has recovered. */
export function noticeOf(
  status: PurchaseHandle['status'],
  outcome: PurchaseOutcome | undefined,
  report: RecoveryReport | undefined,
): string {
  if (status === 'checking') return '지난 결제를 확인하고 있어요';
  if (status === 'paying') return '결제하고 있어요';
  if (outcome?.status === 'canceled') return '결제를 취소했어요';
  if (outcome?.status === 'granted') {
    return outcome.recovered ? '앞서 결제한 상품을 지급했어요' : '구매했어요';
  }
  const recovered = report?.orders.filter((order) => order.status === 'granted').length ?? 0;
  return recovered > 0 ? `받지 못한 상품 ${recovered}개를 지급했어요` : '';
}
