/** Who may wait for a call. */
export const LANES = ['interactive', 'background'] as const;

/** Who waits for a call: it decides who is served first inside the 3,000 requests a minute of a mini-app. */
export type Lane = (typeof LANES)[number];
