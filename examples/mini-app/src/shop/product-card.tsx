import type { Product } from '@ait-iap/client';
import { cycleWords, offerWords } from './offer-words.js';
import type { Buy } from './shop.js';

interface Props {
  readonly product: Product;
  readonly isOwned: boolean;
  readonly busy: boolean;
  readonly onBuy: Buy;
}

export function ProductCard({ product, isOwned, busy, onBuy }: Props) {
  const { displayName, description, displayAmount, iconUrl, renewalCycle, offers } = product;
  return (
    <li className="product">
      <img src={iconUrl || undefined} alt="" width="48" height="48" />
      <div className="product-text">
        <strong>{displayName}</strong>
        <span>{description}</span>
      </div>
      <button type="button" className="primary" disabled={busy || isOwned} onClick={() => onBuy(product)}>
        {isOwned ? '이용 중' : `${cycleWords(renewalCycle)}${displayAmount}`}
      </button>
      {!isOwned &&
        offers.map((offer) => (
          <button
            key={offer.offerId}
            type="button"
            className="offer"
            disabled={busy}
            onClick={() => onBuy(product, offer.offerId)}
          >
            {offerWords(offer)}
          </button>
        ))}
    </li>
  );
}
