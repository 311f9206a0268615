import { useMemo } from 'react';
import type { Payment } from '../api/payment.js';
import { Badge } from '../design/badge.js';
import type { Column } from '../design/data-table.js';
import { day } from '../language/korean-time.js';
import { language } from '../language/language.js';
import { paymentWord } from '../orders/order-words.js';
import { m } from '../paraglide/messages.js';
import { idColumn, menuColumn, priceColumn, productColumn, timeColumn } from './row-columns.js';

/** The columns of 결제 내역, as in the source. */
export function usePaymentColumns(): readonly Column<Payment>[] {
  const now = language();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads are texts
  return useMemo(
    () => [
      idColumn(),
      timeColumn('paid', m.paid_at(), ({ paidAt }) => paidAt),
      productColumn(),
      priceColumn(),
      {
        id: 'state',
        header: m.state(),
        cell: ({ row: { original } }) => {
          const { text, tone } = paymentWord(original.state);
          return <Badge tone={tone}>{text}</Badge>;
        },
      },
      timeColumn('refunded', m.refunded_at(), ({ refundedAt }) => refundedAt, day),
      menuColumn((payment) => ({ ...payment, isRefundOpen: payment.state === 'REFUND_REQUESTED' })),
    ],
    [now],
  );
}
