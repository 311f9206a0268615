import type { Order } from '../api/order.js';
import { Empty } from '../design/empty.js';
import { won } from '../language/format.js';
import { day } from '../language/korean-time.js';
import { paymentState, paymentWord } from '../orders/order-words.js';
import { useProductBySku } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';

interface OrderListProps {
  readonly orders: readonly Order[];
  readonly onOpen: (orderId: string) => void;
}

/** The orders of a user, as the Toss app lists them. */
export function OrderList({ orders, onOpen }: OrderListProps) {
  const products = useProductBySku();
  if (orders.length === 0) return <Empty title={m.no_orders()} />;
  return (
    <ul className="phone-list">
      {orders.map((order) => {
        const product = products.get(order.sku);
        return (
          <li key={order.orderId}>
            <button type="button" className="phone-item" onClick={() => onOpen(order.orderId)}>
              {product && <img className="thumb" src={product.iconUrl} alt="" />}
              <span className="grow">
                <strong>{product?.name ?? order.sku}</strong>
                <br />
                <span className="quiet">
                  {day(order.paidAt ?? order.openedAt)} · {paymentWord(paymentState(order)).text}
                </span>
              </span>
              <strong>{won(order.amount)}</strong>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
