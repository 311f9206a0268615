import { isForgotten } from '../ledger/forgotten-user.js';
import { ANY_USER } from '../partner-api/any-user.js';

/**
 * Whose keys the `userKey`s of a backend are.
 *
 * | word | meaning |
 * | --- | --- |
 * | toss_login | the userKey of Toss Login: sent as `x-toss-user-key`, so that the platform says whose an order is |
 * | own | your own: a mini-app without Toss Login knows its users by the anonymous key or by a session. No header is sent, and the platform answers for any user: an order belongs to the first user who redeems it |
 */
export const USER_KEYS = ['toss_login', 'own'] as const;

/** One of {@link USER_KEYS}. */
export type UserKeys = (typeof USER_KEYS)[number];

/**
 * Whom the platform is asked about: a key that is not the platform's own never leaves the backend. An order whose user was
 * forgotten is asked about for any user: a refund still has to be seen.
 */
export function askedUser(userKeys: UserKeys, userKey: string | undefined): string | typeof ANY_USER {
  return userKeys === 'own' || userKey === undefined || isForgotten(userKey) ? ANY_USER : userKey;
}
