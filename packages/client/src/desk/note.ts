import { orIfItThrows } from '../errors/or-if-it-throws.js';
/** What is remembered over a restart about a product whose last order may be paid and is not granted. */
export interface Note {
  /** When its sheet was opened, on the client's clock; on the server's after a charge, where the Toss app tells it. */
  readonly openedAt: number;
  /** When somebody first found it without a running purchase: from then on the host's lists can catch up. */
  readonly noticedAt?: number;
  /** The order, once the Toss app has said that it is paid. */
  readonly orderId?: string;
  /** The host has closed it by itself and lists it nowhere (legacy path): only the grant is missing. */
  readonly closed?: boolean;
  /** How the sheet ended; missing while it is open, and when the app died over it. */
  readonly hostSaid?: UncertainEnd;
  /** The orders of this product that the history had before: none of them is the one of a charge. */
  readonly seen?: readonly string[];
  /**
   * An earlier note that is not finished: of a sheet, when an order was found that need not be the one of it, and when the
   * app said that the user buys another one all the same.
   */
  readonly replaced?: Note;
}

/**
 * How an order sheet ended when the user may have paid and no order is known.
 *
 * - approval: somebody has to approve the payment, which may happen days later
 * - charge: the user has paid; a list that says nothing proves nothing
 * - failure: it failed, and it is not clear whether the user paid
 * - silence: the host has said nothing for a long time; the sheet may even be open
 */
export type UncertainEnd = 'approval' | 'charge' | 'failure' | 'silence';

/**
 * The notes by sku. A map and not an object: a sku comes from outside, and `__proto__` or `constructor` would find what
 * every object has.
 */
export type Notes = ReadonlyMap<string, Note>;

/**
 * Reads what a storage holds; what somebody else put there, or an older version, is left out. The clock of the device may
 * have been ahead when it was written: a moment to come is no memory, and would be waited for.
 */
export function parseNotes(text: unknown, now: number): [sku: string, note: Note][] {
  return orIfItThrows(() => {
    // All numbers of a note are moments.
    const read = (_: string, value: unknown) => (typeof value === 'number' ? Math.min(value, now) : value);
    const entries = Object.entries<Note>(JSON.parse(String(text), read));
    return entries.filter(([, note]) => typeof note?.openedAt === 'number' && note.openedAt > 0);
  }, []);
}

/** Writes the notes as a text: each sku is a property of its own, whatever its name. */
export function formatNotes(notes: Notes): string {
  return JSON.stringify(Object.fromEntries(notes));
}
