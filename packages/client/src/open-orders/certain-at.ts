import { isSupportedBy } from '../bridge/host-environment.js';
import type { HostSession } from '../session/host-session.js';
import { mayHaveUnseenTabs } from './only-one-tab.js';
import type { OpenOrder } from './open-order.js';

/** How long the host's lists may lag behind a payment, in milliseconds (reported: some seconds). */
export const LIST_LAG_MS = 10_000;

/**
 * How long an end stays open that no list can tell, in milliseconds: three days. A store drops a payment that nobody
 * approved by then; an order that Toss could not record should have turned up; and an app without a pending list cannot
 * say that nothing was paid before it died.
 */
const UNLISTED_MS = 259_200_000;

/** How long an order sheet may stay open in a tab that this one cannot see, in milliseconds. */
const UNSEEN_SHEET_MS = 180_000;

/**
 * The note as somebody finds it now. The clock of the device may have been ahead when it was written: a moment to come is
 * no memory.
 */
export function noticedAtLast(note: OpenOrder, now: number): OpenOrder {
  return {
    ...note,
    openedAt: Math.min(note.openedAt, now),
    noticedAt: Math.min(note.noticedAt ?? now, now),
  };
}

/** Whether the host said that its list need not tell of the end soon. */
export function hasUnlistedEnd({ hostSaid }: OpenOrder): boolean {
  return hostSaid === 'approval' || hostSaid === 'charge';
}

/** Whether the order sheet may still be open: then not even the app can say that the user buys another one. */
export function mayBeOpen({ openedAt, hostSaid }: OpenOrder, now: number): boolean {
  return !hostSaid && now < openedAt + UNSEEN_SHEET_MS;
}

/** When it is certain how an order ended whose sheet was opened by somebody who is gone: a list without it says so. */
export function certainAt(
  { openedAt, noticedAt = openedAt, hostSaid }: OpenOrder,
  session: HostSession,
): number {
  const isTold = hostSaid ? hostSaid === 'failure' : isSupportedBy(session, 'getPendingOrders');
  const listed = noticedAt + (isTold ? LIST_LAG_MS : UNLISTED_MS);
  return Math.max(listed, mayHaveUnseenTabs() ? openedAt + UNSEEN_SHEET_MS : 0);
}
