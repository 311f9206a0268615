import type { HostSession } from '../bridge/host-session.js';
import { clockError } from '../host/clock-error.js';
import { deskOf } from './desk.js';
import { historyOf } from './history-of-product.js';
import type { Note, UncertainEnd } from './note.js';
import { isUnlisted } from './note-end.js';

/** How an order sheet ended for its product: nothing to note, an order to grant, or an unknown end. */
export type SheetEnding = 'unpaid' | 'granted' | 'not-granted' | UncertainEnd;

/** Notes the state of an order sheet while it is open and when it ends. */
export interface SheetRecord {
  /** The order, once the host has said that it is paid. */
  readonly orderId: string | undefined;
  /** The host says that an order is paid. */
  paid(orderId: string): Promise<void>;
  /** @param closed - whether the host has already closed the order, so that its lists will not contain it */
  ended(ending: SheetEnding, closed?: boolean): Promise<void>;
  /**
   * Nobody waits for the sheet any more. Its messages are still handled until another sheet is opened for the product.
   *
   * @param stop - stops the listening
   */
  fellSilent(stop: () => void): Promise<void>;
}

/** How many granted orders a page remembers, because lists lag behind for seconds. */
const GRANTED_KEPT = 20;

/** Notes that a sheet is about to be opened, on top of an unfinished order if the user buys another one. */
export async function openSheetRecord(
  session: HostSession,
  sku: string,
  replaced: Note | undefined,
): Promise<SheetRecord> {
  const { clock } = session;
  const { book, purchases, silent, granted } = deskOf(session);
  const openedAt = clock.now();
  let note: Note = { openedAt, ...(replaced && { replaced }) };
  await book.change(sku, () => note);
  silent.get(sku)?.();
  silent.delete(sku);
  let stopListening: (() => void) | undefined;
  let isTakenAgain = false;

  /** A silent sheet may send a message while another one is open. Then the note is about the other one. */
  const write = (next: Note | undefined) =>
    book.change(sku, (current) =>
      stopListening && current && current.openedAt !== openedAt ? current : next,
    );

  const remember = (more: Partial<Note>) => {
    note = { ...note, noticedAt: clock.now(), ...more };
    return write(note);
  };

  return {
    get orderId() {
      return note.orderId;
    },
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
          return await write(undefined);
        }
        if (ending === 'unpaid') return await write(replaced);
        await remember({ ...(closed && { closed }), ...(ending !== 'not-granted' && { hostSaid: ending }) });
        if (!isUnlisted(note)) return;
        const [history, error] = await Promise.all([historyOf(session, sku), clockError(session)]);
        await remember({
          // By the server's clock, like the times of the orders that may turn up.
          openedAt: openedAt + error,
          noticedAt: clock.now() + Math.max(0, error),
          // None of them is the order of this payment, because that one would have to be granted first.
          ...(history && { seen: [...granted, ...history.map(({ orderId }) => orderId)] }),
        });
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
