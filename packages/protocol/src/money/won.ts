// It imports nothing: then bundlers write both values where they are used.

/** The currency of every price of the platform, as ISO 4217 names it. */
export const KRW = 'KRW';

/** A won has no decimal places. A factor of 100 would be wrong here. */
export const KRW_FRACTION = 0;
