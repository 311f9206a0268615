const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long a chapter is, and how closely the reconcilers look. */
export interface Pace {
  readonly orders: number;
  /** In which the orders are made, in milliseconds. */
  readonly actionMs: number;
  /** The pause of a reconciler with nothing to do, in milliseconds, once the action is over. */
  readonly idleMs: number;
}

/** Many orders side by side. */
export const CROWD: Pace = { orders: 120, actionMs: 10 * MINUTE, idleMs: HOUR };

/** A few orders, and many such chapters: what a simulation plays. */
export const HANDFUL: Pace = { orders: 6, actionMs: MINUTE, idleMs: HOUR };
