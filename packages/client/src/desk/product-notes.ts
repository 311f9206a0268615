import type { HostSession } from '../bridge/host-session.js';
import { isWord } from '../errors/is-word.js';
import { LIST_LAG_MS } from '../limits/limits.js';
import { deskOf } from './desk.js';
import { historyOf, isEndOf } from './history-of-product.js';
import { type Note, type Notes, partsOf } from './note.js';
import { certainAt, isUnlisted, noticed } from './note-end.js';
import { type ListedOrder, mayBeOrderOf } from './order-of-charge.js';

/** What is known about an earlier order of a product. */
export async function earlierNote(session: HostSession, sku: string): Promise<Note | undefined> {
  const note = (await deskOf(session).book.all()).get(sku);
  return note && noticed(note, session.clock.now());
}

/** The notes of products that no purchase of this page uses. */
export async function idleNotes(session: HostSession): Promise<Notes> {
  const { book, purchases } = deskOf(session);
  return new Map([...(await book.all())].filter(([sku]) => !purchases.has(sku)));
}

/** Notes that an order was found and is not granted yet. Its product stays locked, even if a later list lags behind. */
export function noteFound(session: HostSession, sku: string, orderId: string): Promise<unknown> {
  return deskOf(session).book.change(sku, (note) => {
    if (note?.orderId) return note;
    const now = session.clock.now();
    // It may not be the order of the noted sheet: that one may still appear on the list.
    return { openedAt: now, orderId, replaced: note && noticed(note, now) };
  });
}

/**
 * Notes that orders of a product are granted, or that nothing is left to do for them. The product is then unlocked,
 * unless a note is about another order.
 */
export function noteResolved(
  session: HostSession,
  sku: string,
  orders: readonly ListedOrder[],
): Promise<unknown> {
  return deskOf(session).book.change(sku, (note) => {
    // An order that its own sheet has told is of no other sheet.
    const isTold = (orderId: string) => partsOf(note, (part) => part.sheet && part.orderId === orderId);
    // What is left are parts about another order, and a sheet whose order may still appear.
    return partsOf(
      note,
      (part) =>
        !orders.some((order) =>
          part.orderId
            ? part.orderId === order.orderId
            : part.hostSaid && !isTold(order.orderId) && mayBeOrderOf(part, order),
        ),
    );
  });
}

/**
 * Takes a list into account that was asked for at `askedAt` and has nothing of the product: what is certainly over by now
 * is not remembered any more.
 *
 * @param waitedMs - how long was waited for the list already: the clock of the device may stand still
 * @returns the note whose end is still open; `undefined` if the product is free
 */
export async function unlisted(
  session: HostSession,
  sku: string,
  askedAt: number,
  waitedMs: number,
): Promise<Note | undefined> {
  const known = await earlierNote(session, sku);
  if (!known) return undefined;
  const history = isUnlisted(known) || known.replaced ? await historyOf(session, sku) : undefined;
  const isOver = (note: Note) =>
    // An order that is paid is only over once it was looked after: it is known by then.
    !(isWord(note.orderId) && note.orderId !== known.orderId) &&
    (!(certainAt(note, session) > askedAt + (waitedMs < LIST_LAG_MS ? 0 : LIST_LAG_MS)) ||
      (isUnlisted(note) && history?.some((order) => isEndOf(note, order))));
  return deskOf(session).book.change(sku, (written) => {
    const note = partsOf(written, (part) => !isOver(noticed(part, askedAt)));
    return note && noticed(note, askedAt);
  });
}

/** Notes that the app has closed an order by its id. Never rejects, because the order is closed anyway. */
export async function noteClosed(session: HostSession, orderId: string): Promise<void> {
  const { book } = deskOf(session);
  try {
    for (const sku of (await book.all()).keys()) {
      await book.change(sku, (note) => partsOf(note, (part) => part.orderId !== orderId));
    }
  } catch {
    // The next purchase of the product checks again.
  }
}
