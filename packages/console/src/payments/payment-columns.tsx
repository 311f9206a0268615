import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Order } from '../api/order.js';
import type { Product } from '../api/product.js';
import { Badge } from '../design/badge.js';
import type { Column } from '../design/data-table.js';
import { won } from '../language/format.js';
import { day, dayAndTime } from '../language/korean-time.js';
import { language } from '../language/language.js';
import { paymentState, paymentWord, reasonText } from '../orders/order-words.js';
import { useProductBySku } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';
import { PurchaseMenu } from '../timeline/purchase-menu.js';

type Products = ReadonlyMap<string, Product>;

/** 거래 ID, which leads to the order. */
export const idColumn = (): Column<Order> => ({
  id: 'id',
  header: m.transaction_id(),
  cell: ({ row: { original } }) => (
    <Link
      to="/orders/$orderId"
      params={{ orderId: original.orderId }}
      className="mono"
      title={original.orderId}
    >
      {original.orderId}
    </Link>
  ),
});

/** 상품 */
export const productColumn = (products: Products): Column<Order> => ({
  id: 'product',
  header: m.product(),
  cell: ({ row: { original } }) => products.get(original.sku)?.name ?? original.sku,
});

/** 판매가 */
export const priceColumn = (): Column<Order> => ({
  id: 'price',
  header: m.sale_price(),
  cell: ({ row: { original } }) => won(original.amount),
  meta: { align: 'end' },
});

/** A day or a time of an order. */
export const timeColumn = (
  id: string,
  header: string,
  at: (order: Order) => number | undefined,
  write: (at: number) => string = dayAndTime,
): Column<Order> => ({
  id,
  header,
  cell: ({ row: { original } }) => {
    const time = at(original);
    return time === undefined ? '' : write(time);
  },
});

/** 환불 요청사유 */
export const reasonColumn = (): Column<Order> => ({
  id: 'reason',
  header: m.refund_reason(),
  cell: ({ row: { original } }) => (original.refund ? reasonText(original.refund.reason) : ''),
});

/** What can be done to it. */
export const menuColumn = (): Column<Order> => ({
  id: 'menu',
  header: () => <span className="visually-hidden">{m.more()}</span>,
  cell: ({ row: { original } }) => <PurchaseMenu order={original} />,
  meta: { align: 'end' },
});

/** The columns of 결제 내역, as the source has them. */
export function usePaymentColumns(): readonly Column<Order>[] {
  const products = useProductBySku();
  const now = language();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads are texts
  return useMemo(
    () => [
      idColumn(),
      timeColumn('paid', m.paid_at(), ({ paidAt }) => paidAt),
      productColumn(products),
      priceColumn(),
      {
        id: 'state',
        header: m.state(),
        cell: ({ row: { original } }) => {
          const { text, tone } = paymentWord(paymentState(original));
          return <Badge tone={tone}>{text}</Badge>;
        },
      },
      timeColumn('refunded', m.refunded_at(), ({ refundedAt }) => refundedAt, day),
      menuColumn(),
    ],
    [products, now],
  );
}
