import type { CatalogProduct } from './catalog-product.js';

/** The required fields of a product in a test. The other fields of the console have defaults. */
export type CatalogProductInput = Pick<CatalogProduct, 'sku' | 'type'> &
  Partial<Omit<CatalogProduct, 'sku' | 'type'>> &
  Partial<Pick<Extract<CatalogProduct, { type: 'SUBSCRIPTION' }>, 'renewalCycle' | 'offers'>>;

/** A picture that needs no network: a coin in a rounded square. */
export const MOCK_ICON_URL =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"%3E%3Crect width="64" height="64" rx="16" ' +
  'fill="%23e8f3ff"/%3E%3Ccircle cx="32" cy="32" r="18" fill="%233182f6"/%3E%3C/svg%3E';

/** The default supply price in won. The user pays 1,100 won for it. */
const DEFAULT_SUPPLY_PRICE = 1000;

/** Fills in the defaults: an approved, exposed mock item that every version sees. */
export function toCatalogProduct(input: CatalogProductInput): CatalogProduct {
  const base = {
    name: input.sku,
    description: '샌드박스 상품이에요',
    supplyPrice: DEFAULT_SUPPLY_PRICE,
    iconUrl: MOCK_ICON_URL,
    mock: true,
    exposed: true,
    review: 'APPROVED' as const,
    ...input,
  };
  if (input.type !== 'SUBSCRIPTION') return base as CatalogProduct;
  return { renewalCycle: 'MONTHLY', offers: [], ...base } as CatalogProduct;
}

/**
 * The default catalogue. The first two products have the names of the real sandbox app (*source*). The others make
 * every kind of product available.
 */
export const DEFAULT_CATALOGUE: readonly CatalogProduct[] = [
  {
    sku: 'ait.sandbox.consumable-1',
    type: 'CONSUMABLE' as const,
    name: '테스트 상품 - 1',
    description: '샌드박스 소모품이에요',
    supplyPrice: 1000,
  },
  {
    sku: 'ait.sandbox.consumable-2',
    type: 'CONSUMABLE' as const,
    name: '테스트 상품 - 2',
    description: '샌드박스 소모품이에요',
    supplyPrice: 5000,
  },
  {
    sku: 'ait.sandbox.non-consumable',
    type: 'NON_CONSUMABLE' as const,
    name: '테스트 비소모품',
    description: '한 번만 살 수 있는 샌드박스 상품이에요',
    supplyPrice: 9000,
  },
  {
    sku: 'ait.sandbox.subscription-monthly',
    type: 'SUBSCRIPTION' as const,
    name: '테스트 월 구독',
    description: '매달 갱신되는 샌드박스 구독이에요',
    supplyPrice: 4500,
    renewalCycle: 'MONTHLY' as const,
    offers: [
      { type: 'FREE_TRIAL' as const, offerId: 'free-week', period: 'P1W' },
      { type: 'NEW_SUBSCRIPTION' as const, offerId: 'welcome', period: 'P1M', supplyPrice: 1000 },
      { type: 'RETURNING' as const, offerId: 'come-back', period: 'P1M', supplyPrice: 2000 },
    ],
  },
].map(toCatalogProduct);
