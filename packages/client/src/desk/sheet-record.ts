import type { HostSession } from '../bridge/host-session.js';
import { clockError } from '../host/clock-error.js';
import { PAID_KEPT } from '../limits/limits.js';
import { deskOf } from './desk.js';
import { historyOf } from './history-of-product.js';
import { type Note, partsOf, type UncertainEnd } from './note.js';
import { isUnlisted } from './note-end.js';

/** How an order sheet ended for its product, if that is not an order that is left to grant. */
export type SheetEnding = 'unpaid' | 'granted' | UncertainEnd;

/** What is written down about an order sheet while it is open, when it ends and when it speaks after that. Never rejects. */
export interface SheetRecord {
  /** The order, once the host has said that it is paid. */
  orderId(): string | undefined;
  /** The host says that an order is paid. */
  paid(orderId: string): Promise<unknown>;
  /** @param closed - whether the host has already closed the order, so that its lists will not contain it */
  ended(ending: SheetEnding | undefined, closed?: boolean): Promise<void>;
}

/** Writes down that a sheet is about to be opened, over what is not finished: then the app buys another one all the same. */
export async function openSheetRecord(session: HostSession, sku: string): Promise<SheetRecord> {
  const { clock } = session;
  const { book, paid } = deskOf(session);
  const openedAt = clock.now();
  // Not a time: the clock of the device may be set while the sheet is open.
  const sheet = Math.random();
  let paidOrder: string | undefined;
  let latest: Partial<Note> | undefined;
  const known: unknown[] = [];

  /**
   * Notes of other sheets stay: one that was opened since, and an order that an earlier one has told late. An order that is
   * paid is above sheets without one: who looks for it looks at the top.
   */
  const note = (more?: Partial<Note>) => {
    latest = more;
    return book.change(sku, (current) => {
      const replaced = partsOf(current, (part) => {
        // What a storage has held may be odd.
        if (paidOrder && Array.isArray(part.seen)) part.seen.push(paidOrder);
        // Nothing left of what was paid: the user has bought another one. A charge that was known before is not waited for.
        return part.sheet !== sheet && (more || !paidOrder || part.orderId || !known.includes(part.sheet));
      });
      const over = (rest: Note | undefined): Note =>
        !paidOrder && rest?.orderId
          ? { ...rest, replaced: over(rest.replaced) }
          : { openedAt, sheet, orderId: paidOrder, ...more, replaced: rest };
      return more ? over(replaced) : replaced;
    });
  };
  // What became of the order is worth more than the note about it.
  const write = (more?: Partial<Note>) => note(more).catch(() => {});

  partsOf(await note({}), (part) => known.push(part.sheet));
  return {
    orderId: () => paidOrder,
    paid(orderId) {
      paidOrder = orderId;
      if (paid.push(orderId) > PAID_KEPT) paid.shift();
      return write({ noticedAt: clock.now() });
    },
    async ended(hostSaid, closed) {
      if (hostSaid === 'granted' || hostSaid === 'unpaid') await write();
      else {
        const end: Partial<Note> = { noticedAt: clock.now(), closed, hostSaid };
        await write(end);
        if (!isUnlisted(end)) return;
        const [history, error] = await Promise.all([historyOf(session, sku), clockError(session)]);
        // Unless the sheet has said more in the meantime.
        if (latest !== end) return;
        await write({
          ...end,
          // By the server's clock, like the times of the orders that may turn up.
          openedAt: openedAt + error,
          noticedAt: clock.now() + Math.max(0, error),
          // None of them is the order of this payment, because that one would have to be granted first.
          seen: history && [...paid, ...history.map(({ orderId }) => orderId)],
        });
      }
    },
  };
}
