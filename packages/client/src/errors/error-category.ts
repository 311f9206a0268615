/**
 * The categories of errors: what the user should do next.
 *
 * | category | meaning |
 * | --- | --- |
 * | user-canceled | the user changed their mind: go back to the shop without a message |
 * | try-again | it may work the next time; this is safe, because the client looks for an unfinished order before it
 * opens a new one |
 * | user-must-act | the user has to change something first: an approval, an account, a setting |
 * | not-available-here | this app version or environment does not support it |
 * | paid-unresolved | money has moved or may have, and the product is not confirmed: never show it as canceled |
 * | defect | an error in a program, or an unknown code |
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

/** Whether money has moved. Treat `unknown` as "perhaps yes". */
export type Charged = 'no' | 'yes' | 'unknown';
