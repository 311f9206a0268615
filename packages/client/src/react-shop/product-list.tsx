import type { ReactElement, ReactNode } from 'react';
import type { OwnedProduct } from '../host/owned-products.js';
import type { Product } from '../host/product.js';
import type { ListState } from '../react/use-list.js';
import { ErrorNotice } from './error-notice.js';
import { ProductCard, type ProductCardProps } from './product-card.js';
import { useWords } from './shop-language.js';
import { SHOP_TEXTS } from './shop-texts.js';

/** The props of {@link ProductList}. */
export interface ProductListProps extends Pick<ProductCardProps, 'onOutcome' | 'actions'> {
  /** The products: the result of `useProducts`. */
  readonly list: ListState<Product>;
  /** What the user owns: the items of `useOwnedProducts`. A lasting product that is owned has no buy button. */
  readonly owned?: readonly OwnedProduct[] | undefined;
  /** Renders one product, instead of {@link ProductCard}. */
  readonly children?: ((product: Product) => ReactNode) | undefined;
  /** A class of the outer element, for your styles. */
  readonly className?: string | undefined;
}

/** Shows the products that can be bought, or why there are none. */
export function ProductList(props: ProductListProps): ReactElement {
  const { list, owned, children, onOutcome, actions, className } = props;
  const say = useWords();
  const { status, items, error, reload } = list;
  if (items.length === 0 && error) {
    return <ErrorNotice error={error} actions={{ retry: reload, ...actions }} />;
  }
  const isOwned = ({ sku }: Product) =>
    owned?.some((own) => own.sku === sku && own.access === 'owned') ?? false;
  return (
    <section
      className={className}
      data-iap="products"
      aria-label={say(SHOP_TEXTS.products)}
      aria-busy={status === 'loading'}
    >
      <p role="status">
        {status === 'loading' && say(SHOP_TEXTS.loading)}
        {status === 'ready' && items.length === 0 && say(SHOP_TEXTS.empty)}
      </p>
      {items.length > 0 && (
        <ul>
          {items.map((product) => (
            <li key={product.sku}>
              {children?.(product) ?? (
                <ProductCard
                  product={product}
                  owned={isOwned(product)}
                  onOutcome={onOutcome}
                  actions={actions}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
