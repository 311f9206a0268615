import type { HostSession } from '../bridge/host-session.js';
import { deskOf } from './desk.js';
import { historyOf, isEndOf } from './history-of-product.js';
import type { Note, Notes } from './note.js';
import { certainAt, isUnlisted, LIST_LAG_MS, noticed, openUntil } from './note-end.js';
import { type ListedOrder, mayBeOrderOf } from './order-of-charge.js';

/** What follows for a product of which the pending list says nothing. */
export type Clearance =
  | { readonly state: 'free' }
  /** The list may not have caught up: it has to be read again after a wait, in milliseconds. */
  | { readonly state: 'wait'; readonly ms: number }
  /** It takes minutes or days until that is certain. `mayBeOpen`: the order sheet may be open. */
  | { readonly state: 'locked'; readonly note: Note; readonly mayBeOpen: boolean };

/** What is known of an earlier order of a product. */
export async function earlierNote(session: HostSession, sku: string): Promise<Note | undefined> {
  const note = (await deskOf(session).book.all()).get(sku);
  return note && noticed(note, session.clock.now());
}

/** The notes that no purchase of this page is busy with. */
export async function idleNotes(session: HostSession): Promise<Notes> {
  const { book, purchases } = deskOf(session);
  return new Map([...(await book.all())].filter(([sku]) => !purchases.has(sku)));
}

/** Writes down that an order was found and is not granted yet: its product stays locked, also where a later list is late. */
export function noteFound(session: HostSession, sku: string, orderId: string): Promise<void> {
  return deskOf(session).book.change(sku, (note) => {
    if (note?.orderId) return note;
    const now = session.clock.now();
    // It need not be the order of the sheet that the note is about: that one may follow on the list.
    return { openedAt: now, orderId, ...(note && { replaced: noticed(note, now) }) };
  });
}

/**
 * Writes down that orders of a product are granted, or that nothing is left to do about them. It is free, unless a note
 * speaks of another order.
 */
export function noteResolved(
  session: HostSession,
  sku: string,
  orders: readonly ListedOrder[],
): Promise<void> {
  return deskOf(session).book.change(sku, (note) => note && afterOrders(note, orders));
}

/**
 * What follows from a list that was asked for at `askedAt` and has nothing of the product. What is certainly over by now
 * is not remembered any more.
 *
 * @param waitedMs - how long was waited for the list already: the clock of the device may stand still
 */
export async function unlisted(
  session: HostSession,
  sku: string,
  askedAt: number,
  waitedMs: number,
): Promise<Clearance> {
  const known = await earlierNote(session, sku);
  if (!known) return { state: 'free' };
  const history = isUnlisted(known) || known.replaced ? await historyOf(session, sku) : undefined;
  const isOver = (note: Note, ms: number) =>
    !(ms > (waitedMs < LIST_LAG_MS ? 0 : LIST_LAG_MS)) ||
    (isUnlisted(note) && history?.some((order) => isEndOf(note, order)));
  let verdict = { state: 'free' } as Clearance;
  await deskOf(session).book.change(sku, (written) => {
    let note = written && noticed(written, askedAt);
    for (; note; note = note.replaced && noticed(note.replaced, askedAt)) {
      const ms = certainAt(note, session) - askedAt;
      if (isOver(note, ms)) continue;
      verdict =
        ms <= LIST_LAG_MS
          ? { state: 'wait', ms }
          : { state: 'locked', note, mayBeOpen: openUntil(note) > askedAt };
      break;
    }
    return note;
  });
  return verdict;
}

/** Writes down that the app has closed an order by its id. Never rejects, since the order is closed all the same. */
export async function noteClosed(session: HostSession, orderId: string): Promise<void> {
  const { book } = deskOf(session);
  try {
    for (const sku of (await book.all()).keys()) {
      await book.change(sku, (note) => (note?.orderId === orderId ? note.replaced : note));
    }
  } catch {
    // The next purchase of the product looks again.
  }
}

/** What is left of a note: what is about another order, and a sheet whose order may still come. */
function afterOrders(note: Note, orders: readonly ListedOrder[]): Note | undefined {
  const { replaced, ...own } = note;
  const isOfNote = orders.some((order) =>
    note.orderId ? note.orderId === order.orderId : note.hostSaid && mayBeOrderOf(note, order),
  );
  const below = replaced && afterOrders(replaced, orders);
  return isOfNote ? below : { ...own, ...(below && { replaced: below }) };
}
