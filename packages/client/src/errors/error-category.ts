/**
 * Where an error leads the user.
 *
 * | category | meaning |
 * | --- | --- |
 * | user-canceled | the user changed their mind: go back to the order screen, say nothing |
 * | try-again | it may work the next time; safe, since an unfinished order is looked for before a new one |
 * | user-must-act | the user has to change something first: an approval, an account, a setting |
 * | not-available-here | this app version or place cannot do it |
 * | paid-unresolved | money has moved or may have, and the product is not confirmed: never show it as canceled |
 * | defect | a fault in a program, or a code that came later than this package |
 */
export const ERROR_CATEGORIES = [
  'user-canceled',
  'try-again',
  'user-must-act',
  'not-available-here',
  'paid-unresolved',
  'defect',
] as const;

/** One of {@link ERROR_CATEGORIES}. */
export type ErrorCategory = (typeof ERROR_CATEGORIES)[number];

/** Whether money moved: `unknown` has to be treated as "perhaps yes". */
export type Charged = 'no' | 'yes' | 'unknown';
