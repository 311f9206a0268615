import { type ReactElement, useId } from 'react';
import type { Product } from '../host/product.js';
import { BuyButton, type BuyButtonProps } from './buy-button.js';
import { useWords } from './shop-language.js';
import { SHOP_TEXTS } from './shop-texts.js';
import { SubscribeForm } from './subscribe-form.js';

/** What {@link ProductCard} is given. */
export interface ProductCardProps extends Pick<BuyButtonProps, 'onOutcome' | 'actions' | 'className'> {
  /** The product to show, from the list. */
  readonly product: Product;
  /** The user owns it: what lasts is not sold twice. */
  readonly owned?: boolean | undefined;
}

/** One product: its picture, name and description, and the way to buy it. */
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
