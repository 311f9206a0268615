import { type ReactElement, useId } from 'react';
import type { Product } from '../host/product.js';
import { BuyButton, type BuyButtonProps } from './buy-button.js';
import { useWords } from './shop-language.js';
import { SHOP_TEXTS } from './shop-texts.js';
import { SubscribeForm } from './subscribe-form.js';

/** The props of {@link ProductCard}. */
export interface ProductCardProps extends Pick<BuyButtonProps, 'onOutcome' | 'actions' | 'className'> {
  /** The product to show, from the list. */
  readonly product: Product;
  /** Whether the user owns it. A lasting product is not sold twice. */
  readonly owned?: boolean | undefined;
}

/** Shows one product: its picture, name and description, and a button to buy it. */
export function ProductCard({ product, owned = false, className, ...sale }: ProductCardProps): ReactElement {
  const say = useWords();
  const name = useId();
  const { displayName, description, iconUrl, type } = product;
  const isSold = owned && type !== 'CONSUMABLE';
  return (
    <article className={className} data-iap="product" data-type={type} aria-labelledby={name}>
      {iconUrl && <img src={iconUrl} alt="" width={64} height={64} loading="lazy" />}
      <h3 id={name}>{displayName}</h3>
      {description && <p>{description}</p>}
      {isSold && <p>{say(SHOP_TEXTS.owned)}</p>}
      {!isSold &&
        (type === 'SUBSCRIPTION' ? (
          <SubscribeForm product={product} {...sale} />
        ) : (
          <BuyButton product={product} {...sale} />
        ))}
    </article>
  );
}
