import type { ReactElement, ReactNode } from 'react';
import type { Product } from '../host/product.js';
import type { PurchaseOutcome } from '../purchase/outcome.js';
import type { ErrorNoticeProps } from './error-notice.js';
import { SaleStatus } from './sale-status.js';
import { useWords } from './shop-language.js';
import { SHOP_TEXTS } from './shop-texts.js';
import { useSale } from './use-sale.js';

/** The props of {@link BuyButton}. */
export interface BuyButtonProps {
  /** The product to sell, from the list. */
  readonly product: Pick<Product, 'sku' | 'displayName' | 'displayAmount'>;
  /** The text of the button, which has to contain the price. @defaultValue "1,100원 구매하기" with the product's price */
  readonly children?: ReactNode | undefined;
  /** Called with the outcome of the purchase. The button also shows it. */
  readonly onOutcome?: ((outcome: PurchaseOutcome) => void) | undefined;
  /** The actions of the error button, besides closing and retrying. */
  readonly actions?: ErrorNoticeProps['actions'] | undefined;
  /** A class of the button, for your styles. */
  readonly className?: string | undefined;
}

/** A button that buys a one-time product and shows the progress. A tap opens the order sheet, where the user may pay. */
export function BuyButton({
  product,
  children,
  onOutcome,
  actions,
  className,
}: BuyButtonProps): ReactElement {
  const say = useWords();
  const sale = useSale(product.sku, undefined, onOutcome);
  const words = `${product.displayAmount} ${say(SHOP_TEXTS.buy)}`;
  return (
    <>
      <button
        type="button"
        className={className}
        data-iap="buy"
        data-status={sale.status}
        // Without the name, buttons of products with the same price would sound alike.
        aria-label={children ? undefined : `${product.displayName} ${words}`}
        aria-disabled={sale.isBusy}
        onClick={() => sale.start()}
      >
        {children ?? words}
      </button>
      <SaleStatus sale={sale} actions={actions} />
    </>
  );
}
