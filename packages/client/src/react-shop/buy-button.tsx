import type { ReactElement, ReactNode } from 'react';
import type { Product } from '../host/product.js';
import type { PurchaseOutcome } from '../purchase/outcome.js';
import type { ErrorNoticeProps } from './error-notice.js';
import { SaleStatus } from './sale-status.js';
import { useWords } from './shop-language.js';
import { SHOP_TEXTS } from './shop-texts.js';
import { useSale } from './use-sale.js';

/** What {@link BuyButton} is given. */
export interface BuyButtonProps {
  /** The product to sell, from the list. */
  readonly product: Pick<Product, 'sku' | 'displayName' | 'displayAmount'>;
  /** What the button says; it has to contain the price. Without it, "1,100원 구매하기". */
  readonly children?: ReactNode | undefined;
  /** Told how the purchase ended; the button says it as well. */
  readonly onOutcome?: ((outcome: PurchaseOutcome) => void) | undefined;
  /** What the button of an error does, beside closing it and trying again. */
  readonly actions?: ErrorNoticeProps['actions'] | undefined;
  /** A class of the button, to style it by. */
  readonly className?: string | undefined;
}

/** Buys a product that is bought once, and says how that goes. */
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
        // Buttons of products with one price sound alike without the name.
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
