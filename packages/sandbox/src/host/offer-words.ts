import { type LocalizedText, periodText } from '@ait-iap/protocol';
import type { CatalogOffer } from '../world/catalog-product.js';

/**
 * An offer as the order sheet of an app market says it: what the user gets, for how long, and what it costs afterwards.
 *
 * @param usual - the price of a renewal without an offer, to show
 */
export function offerInWords({ type, period }: CatalogOffer, price: string, usual: string): LocalizedText {
  const { ko, en } = periodText(period);
  switch (type) {
    case 'FREE_TRIAL':
      return {
        ko: `무료 체험 · ${ko} 동안 무료, 그다음부터 ${usual}`,
        en: `Free trial · free for ${en}, then ${usual}`,
      };
    case 'NEW_SUBSCRIPTION':
      return {
        ko: `첫 구독 할인 · ${ko} 동안 ${price}, 그다음부터 ${usual}`,
        en: `New subscriber offer · ${price} for ${en}, then ${usual}`,
      };
    case 'RETURNING':
      return {
        ko: `재구독 할인 · ${ko} 동안 ${price}, 그다음부터 ${usual}`,
        en: `Returning subscriber offer · ${price} for ${en}, then ${usual}`,
      };
  }
}
