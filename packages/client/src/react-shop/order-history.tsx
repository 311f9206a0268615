import type { LocalizedText } from '@ait-iap/protocol';
import type { ReactElement } from 'react';
import type { HistoryOrder } from '../host/history-order.js';
import type { Product } from '../host/product.js';
import type { OrderHistoryState } from '../react/use-order-history.js';
import { ErrorNotice, type ErrorNoticeProps } from './error-notice.js';
import { type Language, useLanguage, useWords } from './shop-language.js';
import { SHOP_TEXTS } from './shop-texts.js';

/** The props of {@link OrderHistory}. */
export interface OrderHistoryProps {
  /** The orders: the result of `useOrderHistory`. */
  readonly list: OrderHistoryState;
  /** The items of `useProducts`, for the names. A product that is no longer sold is shown by its sku. */
  readonly products?: readonly Pick<Product, 'sku' | 'displayName'>[] | undefined;
  /** The actions of the error button: see {@link ErrorNoticeProps.actions}. */
  readonly actions?: ErrorNoticeProps['actions'] | undefined;
  /** A class of the outer element, for your styles. */
  readonly className?: string | undefined;
}

/** Shows the user's completed and refunded orders, with the order number that support asks for. */
export function OrderHistory({ list, products, actions, className }: OrderHistoryProps): ReactElement {
  const say = useWords();
  const { status, items, error, reload, hasMore, more } = list;
  if (items.length === 0 && error) {
    return <ErrorNotice error={error} actions={{ retry: reload, ...actions }} />;
  }
  return (
    <section
      className={className}
      data-iap="orders"
      aria-label={say(SHOP_TEXTS.orders)}
      aria-busy={status === 'loading'}
    >
      <p role="status">
        {status === 'loading' && say(SHOP_TEXTS.loadingOrders)}
        {status === 'ready' && items.length === 0 && say(SHOP_TEXTS.noOrders)}
      </p>
      {items.length > 0 && (
        <ul>
          {items.map((order) => (
            <OrderLine
              key={`${order.orderId} ${order.status}`}
              order={order}
              name={nameOf(order, products)}
            />
          ))}
        </ul>
      )}
      {hasMore && (
        <button type="button" data-iap="more-orders" onClick={more}>
          {say(SHOP_TEXTS.more)}
        </button>
      )}
    </section>
  );
}

function OrderLine({ order, name }: { order: HistoryOrder; name: string | undefined }): ReactElement {
  const say = useWords();
  const language = useLanguage();
  const { orderId, status, date } = order;
  return (
    <li data-iap="order" data-status={status}>
      <strong>{name}</strong> <span>{say(wordOf(status))}</span>{' '}
      {date && <time dateTime={date.toISOString()}>{dayOf(date, language)}</time>}{' '}
      <small>
        {say(SHOP_TEXTS.orderNumber)} {orderId}
      </small>
    </li>
  );
}

function nameOf({ sku }: HistoryOrder, products: OrderHistoryProps['products']): string | undefined {
  return products?.find((product) => product.sku === sku)?.displayName ?? sku;
}

/** An unknown word is shown as it is. */
function wordOf(status: string): LocalizedText {
  if (status === 'COMPLETED') return SHOP_TEXTS.completed;
  return status === 'REFUNDED' ? SHOP_TEXTS.refunded : { ko: status, en: status };
}

function dayOf(date: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}
