import type { HostSession } from '../bridge/host-session.js';
import { clockError } from '../host/clock-error.js';
import { deskOf } from './desk.js';
import { historyOf } from './history-of-product.js';
import type { Note, UncertainEnd } from './note.js';
import { isUnlisted } from './note-end.js';

/** How an order sheet ended for its product: nothing to remember, an order to grant, or nobody knows. */
export type SheetEnding = 'unpaid' | 'granted' | 'not-granted' | UncertainEnd;

/** What is written down about an order sheet while it is open and when it ends. */
export interface SheetRecord {
  /** The order, once the host has said that it is paid. */
  readonly orderId: string | undefined;
  /** The host says that an order is paid. */
  paid(orderId: string): Promise<void>;
  /**
   * @param closed - whether the host has closed the order by itself, so that its lists will not speak of it
   */
  ended(ending: SheetEnding, closed?: boolean): Promise<void>;
  /**
   * The sheet is not waited for any more. What it says all the same is heard until another one is opened for the
   * product.
   *
   * @param stop - stops the listening
   */
  fellSilent(stop: () => void): Promise<void>;
}

/** How many orders a page keeps that it has granted: a list lags behind for seconds. */
const GRANTED_KEPT = 20;

/** Writes down that a sheet is about to be opened, over what is not finished if the app buys another one. */
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

  /** A sheet that fell silent may speak when another one is open: then the note is of that one. */
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
      // So that nobody else grants it meanwhile.
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
          // By the server's clock, as the times of the orders are that may turn up.
          openedAt: openedAt + error,
          noticedAt: clock.now() + Math.max(0, error),
          // None of them is the order of this payment, which would have had to be granted first.
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
