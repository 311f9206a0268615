/**
 * How long a mini-app has to confirm the grant, in milliseconds from the payment (observed).
 *
 * With no answer by then, or with `false`, the user is sent to a page that suggests a refund, and the order
 * stays pending.
 */
export const GRANT_WINDOW_MS = 30_000;
