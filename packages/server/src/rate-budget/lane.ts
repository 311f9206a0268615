/** The kinds of waiting for a call. */
export const LANES = ['interactive', 'background'] as const;

/**
 * Who waits for a call: a user (`interactive`) or nobody (`background`). It decides which call goes first within the
 * 3,000 requests a minute of a mini-app.
 */
export type Lane = (typeof LANES)[number];
