import type { HostSession } from '../bridge/host-session.js';
import { GRANTED_KEPT } from '../clock/limits.js';
import { clockError } from '../host/clock-error.js';
import { deskOf } from './desk.js';
import { historyOf } from './history-of-product.js';
import type { Note, UncertainEnd } from './note.js';
import { isUnlisted } from './note-end.js';

/** How an order sheet ended for its product, if that is not an order that is left to grant. */
export type SheetEnding = 'unpaid' | 'granted' | UncertainEnd;

/** What is written down about an order sheet while it is open and when it ends. Never rejects. */
export interface SheetRecord {
  /** The order, once the host has said that it is paid. */
  orderId(): string | undefined;
  /** The host says that an order is paid. */
  paid(orderId: string): Promise<void>;
  /** @param closed - whether the host has already closed the order, so that its lists will not contain it */
  ended(ending: SheetEnding | undefined, closed?: boolean): Promise<void>;
  /**
   * Nobody waits for the sheet any more. Its messages are still handled until another sheet is opened for the product.
   *
   * @param stop - stops the listening
   */
  fellSilent(stop: () => void): Promise<void>;
}

/** Writes down that a sheet is about to be opened, over what is not finished: then the app buys another one all the same. */
export async function openSheetRecord(session: HostSession, sku: string): Promise<SheetRecord> {
  const { clock } = session;
  const { book, purchases, silent, granted } = deskOf(session);
  const openedAt = clock.now();
  let note = (await book.change(sku, (replaced) => ({ openedAt, replaced }))) as Note;
  silent.get(sku)?.();
  silent.delete(sku);
  let stopListening: (() => void) | undefined;
  let isTakenAgain = false;

  /** A silent sheet may send a message while another one is open. Then the note is about the other one. */
  const write = (next: Note | undefined) =>
    book
      .change(sku, (current) => (stopListening && current && current.openedAt !== openedAt ? current : next))
      // What became of the order is worth more than the note about it.
      .catch(() => {});

  const remember = (more: Partial<Note>) => {
    note = { ...note, noticedAt: clock.now(), ...more };
    return write(note);
  };

  return {
    orderId: () => note.orderId,
    async paid(orderId) {
      // So that no recovery grants it in the meantime.
      isTakenAgain = !!stopListening && !purchases.has(sku);
      if (isTakenAgain) purchases.set(sku, clock.now());
      await remember({ orderId });
    },
    async ended(ending, closed) {
      try {
        if (ending === 'granted') {
          if (note.orderId && granted.push(note.orderId) > GRANTED_KEPT) granted.shift();
          await write(undefined);
        } else if (ending === 'unpaid') {
          await write(note.replaced);
        } else {
          await remember({ closed, hostSaid: ending });
          if (!isUnlisted(note)) return;
          const [history, error] = await Promise.all([historyOf(session, sku), clockError(session)]);
          await remember({
            // By the server's clock, like the times of the orders that may turn up.
            openedAt: openedAt + error,
            noticedAt: clock.now() + Math.max(0, error),
            // None of them is the order of this payment, because that one would have to be granted first.
            seen: history && [...granted, ...history.map(({ orderId }) => orderId)],
          });
        }
      } finally {
        if (isTakenAgain) purchases.delete(sku);
        if (silent.get(sku) === stopListening) silent.delete(sku);
      }
    },
    async fellSilent(stop) {
      stopListening = stop;
      silent.set(sku, stop);
      await write({ ...note, noticedAt: clock.now(), hostSaid: 'silence' });
    },
  };
}
