/**
 * Given in place of a user key, asks about the order of **any** user of the mini-app: the header
 * `x-toss-user-key` is left out.
 *
 * Then the order id alone is a bearer token: whoever knows it could redeem the order. Use it for orders whose
 * user is not known (an import, a webhook), never to grant something to the user who sent the order id. It is
 * a symbol, so that it cannot come in with a request body.
 */
export const ANY_USER: unique symbol = Symbol('any user of the mini-app');
