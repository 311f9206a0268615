import type { HostSession } from '../bridge/host-session.js';
import { IapError } from '../errors/iap-error.js';
import { clockError } from '../host/clock-error.js';
import { GRANTED_KEPT } from '../limits/limits.js';
import { deskOf } from './desk.js';
import { historyOf } from './history-of-product.js';
import { isMoment, type Note, partsOf, type UncertainEnd } from './note.js';
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

/**
 * Writes down that a sheet is about to be opened, over what is not finished: then the app buys another one all the same.
 *
 * @throws IapError `ORDER_UNRESOLVED` if an earlier sheet of the product has just told of a payment
 */
export async function openSheetRecord(session: HostSession, sku: string): Promise<SheetRecord> {
  const { clock } = session;
  const { book, turns, granted } = deskOf(session);
  const openedAt = clock.now();
  // Not a time: the clock of the device may be set while the sheet is open.
  const sheet = Math.random();
  let paidOrder: string | undefined;
  let latest: Partial<Note> | undefined;

  /** Notes of other sheets stay: one that was opened since, and an order that an earlier one has told late. */
  const note = (more: Partial<Note> | undefined, keeps = (_: Note): unknown => true) => {
    latest = more;
    return book.change(sku, (current) => {
      const replaced = partsOf(current, (part) => part.sheet !== sheet && keeps(part));
      return more ? { openedAt, sheet, orderId: paidOrder, ...more, replaced } : replaced;
    });
  };
  // What became of the order is worth more than the note about it.
  const write: typeof note = (more, keeps) => note(more, keeps).catch(() => undefined);

  await note({});
  if (turns.has(sku)) {
    // An earlier sheet has told of a payment while the note was being written.
    await write(undefined);
    throw new IapError('ORDER_UNRESOLVED', 'buy');
  }
  return {
    orderId: () => paidOrder,
    paid(orderId) {
      paidOrder = orderId;
      return write({ noticedAt: clock.now() });
    },
    async ended(hostSaid, closed) {
      if (hostSaid === 'granted') {
        if (granted.push(paidOrder as string) > GRANTED_KEPT) granted.shift();
        // The user has bought another one: a charge that was known before is not waited for any more.
        await write(
          undefined,
          (other) => other.orderId || !(isMoment(other.noticedAt) && other.noticedAt <= openedAt),
        );
      } else if (hostSaid === 'unpaid') {
        await write(undefined);
      } else {
        const end: Partial<Note> = { noticedAt: clock.now(), closed, hostSaid };
        await write(end);
        if (!isUnlisted(end)) return;
        const [history, error] = await Promise.all([historyOf(session, sku), clockError(session)]);
        // Unless the sheet has said more in the meantime.
        if (latest !== end) return;
        await write({
          hostSaid,
          // By the server's clock, like the times of the orders that may turn up.
          openedAt: openedAt + error,
          noticedAt: clock.now() + Math.max(0, error),
          // None of them is the order of this payment, because that one would have to be granted first.
          seen: history && [...granted, ...history.map(({ orderId }) => orderId)],
        });
      }
    },
  };
}
