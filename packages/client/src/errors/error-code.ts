import type { BRIDGE_THROTTLED_CODE, KnownIapErrorCode, OpenWord } from '@ait-iap/protocol';

/**
 * The codes that this package adds to those of the platform.
 *
 * | code | when |
 * | --- | --- |
 * | BRIDGE_NOT_FOUND | there is no Toss app around this page, and no sandbox either |
 * | BRIDGE_NOT_SET | the page runs on SDK 3.x, and the official `IAP` was not passed to `setBridge` |
 * | GRANT_UNAVAILABLE | your backend could not be asked to grant a paid order, or did not answer clearly |
 * | HOST_TIMEOUT | the Toss app did not answer a call in time |
 * | INVALID_ARGUMENT | the caller passed something unusable |
 * | INVALID_PAYLOAD | the Toss app sent something unusable |
 * | ORDER_UNRESOLVED | the end of an earlier order for the product is not known yet |
 * | PURCHASE_ABANDONED | the app stopped waiting (abort, unmount) while the order sheet was open |
 * | PURCHASE_IN_PROGRESS | an order for the same product is still running |
 * | UNKNOWN | an error without a code |
 */
export type ClientErrorCode =
  | 'BRIDGE_NOT_FOUND'
  | 'BRIDGE_NOT_SET'
  | 'GRANT_UNAVAILABLE'
  | 'HOST_TIMEOUT'
  | 'INVALID_ARGUMENT'
  | 'INVALID_PAYLOAD'
  | 'ORDER_UNRESOLVED'
  | 'PURCHASE_ABANDONED'
  | 'PURCHASE_IN_PROGRESS'
  | 'UNKNOWN';

/** Every code that was known when this was written: the platform's and {@link ClientErrorCode}. */
export type KnownErrorCode = KnownIapErrorCode | typeof BRIDGE_THROTTLED_CODE | ClientErrorCode;

/** A code of an `IapError`: a known one, or a newer word of the platform, which is kept as it is. */
export type ErrorCode = OpenWord<KnownErrorCode>;
