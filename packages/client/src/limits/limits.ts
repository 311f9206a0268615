/**
 * How long, how often and how much: the limits of purchases and recoveries on one page, since they have to fit each other.
 * All times are in milliseconds.
 *
 * It imports nothing: then bundlers write the numbers where they are used, and a mini-app does not carry their names.
 */

/** How long a call of the Toss app may take: it is on the same device, but may ask its server. */
export const HOST_CALL_LIMIT_MS = 10_000;

/** How long the native storage may take: a user has tapped "buy" and waits. */
export const STORAGE_LIMIT_MS = 1_000;

/** How long the Toss app may take to tell the time, in milliseconds: an app that does not know the question never answers. */
export const SERVER_TIME_LIMIT_MS = 1_000;

/** The first pause before the storage is called again where a call came too fast for the host. Each is twice the one before. */
export const FIRST_PAUSE_MS = 200;

/** The last of these pauses. */
export const LAST_PAUSE_MS = 800;

/** How long a page that is being left may still hold the name of a product: a reload overlaps the page before it. */
export const HANDOVER_MS = 1_000;

/** How long a grant callback has: inside the host's 30 s, with time for the answer to travel. */
export const DEFAULT_GRANT_TIMEOUT_MS = 25_000;

/** How long a second decision has at least: the user has waited for the first one. */
export const SECOND_DECISION_MS = 5_000;

/**
 * How long an order sheet may be open without a word: a user reads, types a password, waits for a bank. One that was
 * closed in silence says nothing either.
 */
export const NO_WORD_LIMIT_MS = 300_000;

/** The same after a word that this package does not know: it may have been the last one. */
export const UNKNOWN_WORD_LIMIT_MS = 180_000;

/** How long the host's last word may take once it has a yes: as long as its own grant window. */
export const LAST_WORD_LIMIT_MS = 30_000;

/** The same after a no: there is nothing left to do but to say so, and the user waits. */
export const LAST_WORD_AFTER_NO_LIMIT_MS = 5_000;

/** How often the closing of a granted order is tried: it is safe to repeat, and an order left open is asked for again. */
export const CLOSING_ATTEMPTS = 2;

/** How long the host's lists may lag behind a payment (reported: some seconds). */
export const LIST_LAG_MS = 10_000;

/**
 * How long an end stays open that no list can tell: three days. A store drops a payment that nobody approved by then; an
 * order that Toss could not record should have turned up; and an app without a pending list cannot say that nothing was
 * paid before it died.
 */
export const UNLISTED_MS = 259_200_000;

/** How long an order sheet may stay open whose page is gone or cannot be seen. */
export const UNSEEN_SHEET_MS = 180_000;

/** The same for a sheet of this page that has fallen silent: a user may read for minutes, or be in a bank's app. */
export const SILENT_SHEET_MS = 600_000;

/**
 * How many order sheets a page still listens to after their outcome: a user who was told of a failure taps again, and the
 * payment may be of one of the sheets before.
 */
export const SHEETS_HEARD = 10;

/** How many pages of the history are looked through, of 50 orders each. */
export const MAX_HISTORY_PAGES = 4;

/** How many orders a page keeps that its sheets have called paid: a list lags behind for seconds. */
export const PAID_KEPT = 20;

/** The host writes the time of a payment in whole seconds. */
export const HOST_TIME_PRECISION_MS = 1_000;

/** How long to wait before the host's list is read again for an order that should be on it. */
export const READ_AGAIN_MS = 3_000;

/** How many products are recovered at a time, unless another number is passed: a backend takes that much from one user. */
export const DEFAULT_RECOVERY_CONCURRENCY = 3;

/** How much is kept of a text of others, in characters. */
export const FOREIGN_TEXT_LENGTH = 200;
