/**
 * Pass it instead of a user key to ask about the order of **any** user of the mini-app. The header `x-toss-user-key` is
 * then left out.
 *
 * Then the order id alone is a bearer token: anybody who knows it could redeem the order. Use it for orders whose user
 * is not known (an import, a webhook). Never use it to grant something to the user who sent the order id. It is a
 * symbol, so it cannot arrive in a request body.
 */
export const ANY_USER: unique symbol = Symbol('any user of the mini-app');
