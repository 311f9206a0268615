const MINUTE_MS = 60_000;

/**
 * How long one window is: short, so that whoever finds it spent waits shortly, and long enough for a round
 * trip to the database.
 */
export const WINDOW_MS = 125;

/**
 * By how much requests may differ in how long they travel to the platform: it counts where they arrive, and
 * we where they leave.
 */
const TRAVEL_SPREAD_MS = 250;

/** How many windows a minute of the platform can touch, wherever it begins. */
export const WINDOWS_TOUCHED = (MINUTE_MS + TRAVEL_SPREAD_MS) / WINDOW_MS + 1;

/** The window that an instant falls into. */
export function windowAt(now: number): number {
  return Math.floor(now / WINDOW_MS);
}

/** When a window begins, in milliseconds since 1970. */
export function windowStart(window: number): number {
  return window * WINDOW_MS;
}

/**
 * How many requests a window allows.
 *
 * A minute of the platform may begin anywhere, also in the middle of a window, so all windows that it can
 * touch get together what one minute allows: 99.4 % of the limit are used, and no minute sees more. Windows
 * differ by one where the limit does not divide evenly.
 */
export function windowAllowance(window: number, perMinute: number): number {
  const upTo = (index: number) => Math.floor((index * perMinute) / WINDOWS_TOUCHED);
  return upTo(window + 1) - upTo(window);
}
