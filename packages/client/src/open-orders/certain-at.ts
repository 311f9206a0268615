import type { OpenOrder } from './open-order.js';

/** How long the host's lists may lag behind a payment, in milliseconds (reported: some seconds). */
export const LIST_LAG_MS = 10_000;

/** How long a store waits for somebody's approval, in milliseconds: three days at most, then it drops the payment. */
const APPROVAL_LIMIT_MS = 259_200_000;

/** How long an order sheet may stay open in a tab that this one cannot see, in milliseconds. */
const UNSEEN_SHEET_MS = 180_000;

/** When the host's lists say for certain how an order ended whose sheet was opened by somebody who is gone. */
export function certainAt(order: OpenOrder, mayHaveUnseenTabs: boolean): number {
  const { openedAt, noticedAt = openedAt, awaitsApproval } = order;
  const listed = noticedAt + (awaitsApproval ? APPROVAL_LIMIT_MS : LIST_LAG_MS);
  return Math.max(listed, mayHaveUnseenTabs ? openedAt + UNSEEN_SHEET_MS : 0);
}
