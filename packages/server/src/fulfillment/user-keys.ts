import { isForgotten } from '../ledger/forgotten-user.js';
import { ANY_USER } from '../partner-api/any-user.js';

/**
 * Where the `userKey`s of a backend come from.
 *
 * | word | meaning |
 * | --- | --- |
 * | toss_login | the userKey of Toss Login: sent as `x-toss-user-key`, so that the platform says whose an order is |
 * | own | your own keys: a mini-app without Toss Login knows its users by the anonymous key or by its own sign-in. No
 * header is sent, so the platform answers for any user. An order belongs to the first user who redeems it |
 */
export const USER_KEYS = ['toss_login', 'own'] as const;

/** One of {@link USER_KEYS}. */
export type UserKeys = (typeof USER_KEYS)[number];

/**
 * The user key for a request. A key that is not the platform's own never leaves the backend. If the user of an order
 * was forgotten, the request is for any user, because a refund still has to be noticed.
 */
export function askedUser(userKeys: UserKeys, userKey: string | undefined): string | typeof ANY_USER {
  return userKeys === 'own' || userKey === undefined || isForgotten(userKey) ? ANY_USER : userKey;
}
