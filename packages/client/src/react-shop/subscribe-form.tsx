import { type ReactElement, useId, useState } from 'react';
import { offerText, priceText } from '../format/price-text.js';
import type { Product } from '../host/product.js';
import type { BuyButtonProps } from './buy-button.js';
import { SaleStatus } from './sale-status.js';
import { useWords } from './shop-language.js';
import { SHOP_TEXTS } from './shop-texts.js';
import { useSale } from './use-sale.js';

/** The props of {@link SubscribeForm}. */
export interface SubscribeFormProps extends Omit<BuyButtonProps, 'product' | 'children'> {
  /** The product to sell, from the list. */
  readonly product: Pick<Product, 'sku' | 'displayName' | 'displayAmount' | 'renewalCycle' | 'offers'>;
}

/**
 * A form that sells a subscription: a choice of the plain price and each offer, and a button. A tap opens the order
 * sheet, where the user may pay.
 */
export function SubscribeForm({ product, onOutcome, actions, className }: SubscribeFormProps): ReactElement {
  const { sku, displayName, offers } = product;
  const say = useWords();
  const name = useId();
  const [offerId, choose] = useState<string | null>(offers[0]?.offerId ?? null);
  // An offer that is missing after the list was read again cannot be chosen.
  const chosen = offers.some((offer) => offer.offerId === offerId) ? offerId : null;
  const sale = useSale(sku, chosen, onOutcome);
  const price = say(priceText(product));
  const plans = [
    ...offers.map((offer) => {
      const words = say(offerText(offer));
      // The price after the offer is shown with the offer.
      return {
        id: offer.offerId as string | null,
        words,
        label: `${words}, ${say(SHOP_TEXTS.afterwards)} ${price}`,
      };
    }),
    { id: null, words: price, label: `${say(SHOP_TEXTS.regular)} ${price}` },
  ];
  const words = `${plans.find(({ id }) => id === chosen)?.words} ${say(SHOP_TEXTS.subscribe)}`;
  return (
    <form
      className={className}
      data-iap="subscribe"
      data-status={sale.status}
      onSubmit={(event) => {
        event.preventDefault();
        sale.start();
      }}
    >
      {offers.length > 0 && (
        <fieldset>
          <legend>{say(SHOP_TEXTS.offers)}</legend>
          {plans.map(({ id, label }) => (
            <label key={id ?? ''}>
              <input type="radio" name={name} checked={chosen === id} onChange={() => choose(id)} /> {label}
            </label>
          ))}
        </fieldset>
      )}
      <button type="submit" aria-label={`${displayName} ${words}`} aria-disabled={sale.isBusy}>
        {words}
      </button>
      <SaleStatus sale={sale} actions={actions} />
    </form>
  );
}
