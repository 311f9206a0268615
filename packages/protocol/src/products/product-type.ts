import type { OpenWord } from '../open-word.js';

/**
 * The kinds of product: 소모품, 비소모품 (source documents), 자동 갱신 구독 (later docs).
 *
 * A consumable may be bought again and again, a non-consumable once for ever, a subscription renews itself.
 */
export const PRODUCT_TYPES = ['CONSUMABLE', 'NON_CONSUMABLE', 'SUBSCRIPTION'] as const;

/** A product type that was known when this was written. */
export type KnownProductType = (typeof PRODUCT_TYPES)[number];

/** A product type: one of {@link PRODUCT_TYPES}, or a word that came later. */
export type ProductType = OpenWord<KnownProductType>;

/** How often a subscription renews (later docs). */
export const RENEWAL_CYCLES = ['WEEKLY', 'MONTHLY', 'YEARLY'] as const;

/** A renewal cycle that was known when this was written. */
export type KnownRenewalCycle = (typeof RENEWAL_CYCLES)[number];

/** A renewal cycle: one of {@link RENEWAL_CYCLES}, or a word that came later. */
export type RenewalCycle = OpenWord<KnownRenewalCycle>;
