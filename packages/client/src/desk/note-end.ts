import { isSupportedBy } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';
import { LIST_LAG_MS, SILENT_SHEET_MS, UNLISTED_MS, UNSEEN_SHEET_MS } from '../limits/limits.js';
import { isMoment, type Note } from './note.js';
import { mayHaveUnseenTabs } from './tab-lock.js';

/** A note with the time at which it was first found. */
export function noticed(note: Note, now: number): Note {
  return { noticedAt: now, ...note };
}

/** When the end of an order is certain if nobody follows its sheet any more: then a list without the order proves it. */
export function certainAt(note: Note, session: HostSession): number {
  const { openedAt, hostSaid } = note;
  // What a storage has held may be odd: what is no moment would never be over.
  const noticedAt = isMoment(note.noticedAt) ? note.noticedAt : openedAt;
  const isListed =
    hostSaid === 'failure' || (!isUnlisted(note) && isSupportedBy(session, 'getPendingOrders'));
  const listedAt = noticedAt + (isListed ? LIST_LAG_MS : UNLISTED_MS);
  const isUnseen = hostSaid === 'silence' || mayHaveUnseenTabs();
  return isUnseen ? Math.max(listedAt, openUntil(note)) : listedAt;
}

/** Whether the host said that its list may not show the end soon. */
export function isUnlisted({ hostSaid }: Partial<Note>): boolean {
  // A word of a newer version may stand for a charge.
  return !!hostSaid && hostSaid !== 'failure' && hostSaid !== 'silence';
}

/** Until when the order sheet may be open. Until then `buyAgain` has no effect either. */
export function openUntil({ openedAt, hostSaid }: Note): number {
  if (hostSaid === 'silence') return openedAt + SILENT_SHEET_MS;
  return hostSaid ? 0 : openedAt + UNSEEN_SHEET_MS;
}
