const MINUTE_MS = 60_000;

/**
 * The length of one window, in milliseconds: short, so that a request that finds it used up does not wait long, and
 * long enough for a round trip to the database.
 */
export const WINDOW_MS = 125;

/**
 * By how much the travel times of requests may differ, in milliseconds. The platform counts when they arrive, and this
 * budget when they leave.
 */
const TRAVEL_SPREAD_MS = 250;

/** How many windows one minute of the platform can overlap, wherever it begins. */
export const WINDOWS_TOUCHED = (MINUTE_MS + TRAVEL_SPREAD_MS) / WINDOW_MS + 1;

/** The number of the window that an instant falls into. */
export function windowAt(now: number): number {
  return Math.floor(now / WINDOW_MS);
}

/** The start of a window, in milliseconds since 1970. */
export function windowStart(window: number): number {
  return window * WINDOW_MS;
}

/**
 * How many requests a window allows.
 *
 * A minute of the platform may begin anywhere, even in the middle of a window. So all windows that it can overlap share
 * the limit of one minute. This uses 99.4 % of the limit, and no minute gets more than the limit. If the limit does not
 * divide evenly, windows differ by one.
 */
export function windowAllowance(window: number, perMinute: number): number {
  const upTo = (index: number) => Math.floor((index * perMinute) / WINDOWS_TOUCHED);
  return upTo(window + 1) - upTo(window);
}
