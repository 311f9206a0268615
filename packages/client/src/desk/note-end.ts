import { isSupportedBy } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';
import type { Note } from './note.js';
import { mayHaveUnseenTabs } from './tab-lock.js';

/** How long the host's lists may lag behind a payment, in milliseconds (reported: some seconds). */
export const LIST_LAG_MS = 10_000;

/**
 * How long an end that no list can tell stays open, in milliseconds: three days. By then an app market drops a payment
 * that nobody approved, and an order that Toss could not record should have appeared. An app without a pending list
 * cannot say that nothing was paid before it died.
 */
const UNLISTED_MS = 259_200_000;

/** How long an order sheet may stay open if its page is gone or hidden, in milliseconds. */
const UNSEEN_SHEET_MS = 180_000;

/** The same for a silent sheet of this page, in milliseconds: a user may read for minutes, or be in a bank's app. */
const SILENT_SHEET_MS = 600_000;

/** A note with the time at which it was first found. */
export function noticed(note: Note, now: number): Note {
  return { noticedAt: now, ...note };
}

/** When the end of an order is certain if nobody follows its sheet any more: then a list without the order proves it. */
export function certainAt(note: Note, session: HostSession): number {
  const { openedAt, hostSaid } = note;
  // What a storage has held may be odd: what is no moment would never be over.
  const noticedAt = Number(note.noticedAt) || openedAt;
  const isListed =
    hostSaid === 'failure' || (!isUnlisted(note) && isSupportedBy(session, 'getPendingOrders'));
  const isSeen = hostSaid !== 'silence' && !mayHaveUnseenTabs();
  return Math.max(noticedAt + (isListed ? LIST_LAG_MS : UNLISTED_MS), isSeen ? 0 : openUntil(note));
}

/** Whether the host said that its list may not show the end soon. */
export function isUnlisted({ hostSaid }: Note): boolean {
  // A word of a newer version may stand for a charge.
  return !!hostSaid && hostSaid !== 'failure' && hostSaid !== 'silence';
}

/** Until when the order sheet may be open. Until then `buyAgain` has no effect either. */
export function openUntil({ openedAt, hostSaid }: Note): number {
  if (hostSaid === 'silence') return openedAt + SILENT_SHEET_MS;
  return hostSaid ? 0 : openedAt + UNSEEN_SHEET_MS;
}
