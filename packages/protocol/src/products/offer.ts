import * as z from 'zod/mini';
import type { KnownFields } from '../known-fields.js';
import type { OpenWord } from '../open-word.js';
import { minLength } from '../text/length-checks.js';

/** The kinds of subscription offer: a free trial, a price for new users, a price for users who come back. */
export const OFFER_TYPES = ['FREE_TRIAL', 'NEW_SUBSCRIPTION', 'RETURNING'] as const;

/** An offer type that was known when this was written. */
export type KnownOfferType = (typeof OFFER_TYPES)[number];

/** An offer type: one of {@link OFFER_TYPES}, or a word that came later. */
export type OfferType = OpenWord<KnownOfferType>;

const offerTypeSchema: z.ZodMiniType<OfferType, OfferType> = z.string();

/**
 * An offer of a subscription as it arrives from the Toss app. Unknown types and fields are kept.
 *
 * A price offer has a `displayAmount`; a free trial has none (observed in the official SDK 2.10.8).
 */
export const offerSchema = z.looseObject({
  type: offerTypeSchema,
  offerId: z.string().check(minLength(1)),
  /** How long the offer lasts, in the platform's own words. */
  period: z.string(),
  displayAmount: z.nullish(z.string()),
});

/** An offer as it arrives; see {@link SubscriptionOffer} for the official form. */
export type OfferWire = KnownFields<z.infer<typeof offerSchema>>;

/** An offer in the form of the official SDK's types; what a host makes and what a drop-in function promises. */
export type SubscriptionOffer =
  | { type: Extract<KnownOfferType, 'FREE_TRIAL'>; offerId: string; period: string }
  | { type: Exclude<KnownOfferType, 'FREE_TRIAL'>; offerId: string; period: string; displayAmount: string };
