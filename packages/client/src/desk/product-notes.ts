import type { HostSession } from '../bridge/host-session.js';
import type { DeskState } from './desk-state.js';
import { isInHistory } from './history-of-product.js';
import type { Note, Notes } from './note.js';
import { certainAt, isUnlisted, LIST_LAG_MS, noticed, openUntil } from './note-end.js';
import { type ListedOrder, mayBeOrderOf } from './order-of-charge.js';
import { openSheetRecord, type SheetRecord } from './sheet-record.js';

/** What follows for a product of which the pending list says nothing. */
export type Verdict =
  | { readonly state: 'free' }
  /** The list may not have caught up: it has to be read again after a wait, in milliseconds. */
  | { readonly state: 'wait'; readonly ms: number }
  /** It takes minutes or days until that is certain. `mayBeOpen`: the order sheet may be open. */
  | { readonly state: 'locked'; readonly note: Note; readonly mayBeOpen: boolean };

/** What was written down about the products, and what it means. */
export interface ProductNotes {
  /** What is known of an earlier order of a product. */
  earlier(sku: string): Promise<Note | undefined>;
  /** The notes that no purchase of this page is busy with. */
  idleNotes(): Promise<Notes>;
  /** An order was found and is not granted yet: its product stays locked, also where a later list is late. */
  found(sku: string, orderId: string): Promise<void>;
  /** Orders of a product are granted, or nothing is left to do about them. It is free, unless a note speaks of another order. */
  settled(sku: string, orders: readonly ListedOrder[]): Promise<void>;
  /**
   * A list that was asked for at `askedAt` has nothing of the product.
   *
   * @param waitedMs - how long was waited for the list already: the clock of the device may stand still
   */
  unlisted(sku: string, askedAt: number, waitedMs: number): Promise<Verdict>;
  /** Writes down that an order sheet is about to be opened, over what is not settled if the app buys another one. */
  openSheet(sku: string, replaced: Note | undefined): Promise<SheetRecord>;
  /** The app has closed an order by its id. Never rejects, since the order is closed all the same. */
  closedByApp(orderId: string): Promise<void>;
}

/**
 * How many notes of one product are looked through, one under the other: a storage that forgets what it is told would
 * keep a tap for ever.
 */
const MAX_ROUNDS = 10;

/** The notes of one bridge. */
export function productNotes(session: HostSession, state: DeskState): ProductNotes {
  const { clock } = session;
  const { book } = state;
  /** Writes anew what a clock that was ahead has written: a moment to come would be waited for. */
  const read = async (): Promise<Notes> => {
    const notes = new Map(await book.all());
    const now = clock.now();
    for (const [sku, note] of notes) {
      if (Math.max(note.openedAt, note.noticedAt ?? 0) <= now) continue;
      notes.set(sku, noticed(note, now));
      await book.change(sku, (current) => (isSame(current, note) ? noticed(note, now) : current));
    }
    return notes;
  };
  return {
    async earlier(sku) {
      const note = (await read()).get(sku);
      return note && noticed(note, clock.now());
    },
    async idleNotes() {
      return new Map([...(await read())].filter(([sku]) => !state.purchases.has(sku)));
    },
    found: (sku, orderId) =>
      book.change(sku, (note) => {
        if (note?.orderId) return note;
        // It need not be the order of the sheet that the note is about: that one may follow on the list.
        return { openedAt: clock.now(), orderId, ...(note && { replaced: noticed(note, clock.now()) }) };
      }),
    settled: (sku, orders) => book.change(sku, (note) => note && afterOrders(note, orders)),
    async unlisted(sku, askedAt, waitedMs) {
      for (let round = 0; round < MAX_ROUNDS; round++) {
        const written = (await book.all()).get(sku);
        if (!written) return { state: 'free' };
        const note = noticed(written, askedAt);
        const replace = (next: Note | undefined) =>
          book.change(sku, (current) => (isSame(current, written) ? next : current));
        const ms = certainAt(note, session) - askedAt;
        const isCertain = ms <= (waitedMs < LIST_LAG_MS ? 0 : LIST_LAG_MS);
        if (!isCertain && !(isUnlisted(note) && (await isInHistory(session, sku, note)))) {
          await replace(note);
          if (ms <= LIST_LAG_MS) return { state: 'wait', ms };
          return { state: 'locked', note, mayBeOpen: openUntil(note) > askedAt };
        }
        await replace(note.replaced);
      }
      return { state: 'free' };
    },
    openSheet: (sku, replaced) => openSheetRecord(session, state, sku, replaced),
    async closedByApp(orderId) {
      try {
        for (const sku of (await book.all()).keys()) {
          await book.change(sku, (note) => (note?.orderId === orderId ? note.replaced : note));
        }
      } catch {
        // The next purchase of the product looks again.
      }
    },
  };
}

/** Whether nobody has written anything else meanwhile. */
function isSame(current: Note | undefined, written: Note): boolean {
  return JSON.stringify(current) === JSON.stringify(written);
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
