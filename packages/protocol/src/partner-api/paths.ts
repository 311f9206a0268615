/** Where the partner API lives. It speaks HTTPS with mutual TLS only. */
export const PARTNER_API_ORIGIN = 'https://apps-in-toss-api.toss.im';

/** The path that tells the status of one order; `POST`, JSON in both directions. */
export const GET_ORDER_STATUS_PATH = '/api-partner/v1/apps-in-toss/order/get-order-status';

/**
 * The header that carries the userKey of Toss Login.
 *
 * Source documents: required. Later docs: optional, and without it the order of any user of the mini-app is
 * answered, which would make an order id alone a bearer token.
 */
export const USER_KEY_HEADER = 'x-toss-user-key';

/** How many requests a minute the partner API accepts for one mini-app. */
export const PARTNER_RATE_PER_MINUTE = 3_000;

/** The errorCode of an answer to a request over {@link PARTNER_RATE_PER_MINUTE}; see `retryAfterSeconds`. */
export const RATE_LIMIT_ERROR_CODE = '4095';

/**
 * The errorCode of an answer to a certificate whose mini-app is not registered at the platform (observed; HTTP 200,
 * FAIL): a fault in the set-up, not a passing one.
 */
export const MINIAPP_NOT_REGISTERED_ERROR_CODE = '4050';
