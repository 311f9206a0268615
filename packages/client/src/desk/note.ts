import { orIfItThrows } from '../errors/or-if-it-throws.js';
/** What survives a restart about a product whose last order may be paid and is not granted. */
export interface Note {
  /**
   * When its sheet was opened, in milliseconds since 1970 on the client's clock. After a charge it is on the server's
   * clock, where the Toss app tells it.
   */
  readonly openedAt: number;
  /** Which sheet it is about, among the others of the product. Missing if only its order was found. */
  readonly sheet?: number | undefined;
  /** When it was first found without a running purchase. From then on the host's lists can catch up. */
  readonly noticedAt?: number | undefined;
  /** The order, once the Toss app has said that it is paid. */
  readonly orderId?: string | undefined;
  /** Whether the host has already closed it, so that no list shows it (legacy path). Only the grant is missing. */
  readonly closed?: boolean | undefined;
  /** How the sheet ended. Missing while it is open, and if the app died during it. */
  readonly hostSaid?: UncertainEnd | undefined;
  /** The orders of this product that were already in the history. None of them belongs to this charge. */
  readonly seen?: readonly string[] | undefined;
  /**
   * An earlier, unfinished note: of a sheet, if the found order may not be its order, or if the user bought another one
   * anyway.
   */
  readonly replaced?: Note | undefined;
}

/**
 * How an order sheet ended if the user may have paid and no order is known.
 *
 * - approval: another person has to approve the payment, perhaps days later
 * - charge: the user has paid; a list without the order proves nothing
 * - failure: it failed, and it is not clear whether the user paid
 * - silence: the host has sent nothing for a long time; the sheet may even be open
 */
export type UncertainEnd = 'approval' | 'charge' | 'failure' | 'silence';

/**
 * The notes by sku. A map instead of an object, because a sku comes from outside, and `__proto__` or `constructor`
 * exist on every object.
 */
export type Notes = ReadonlyMap<string, Note>;

/**
 * Reads the stored notes. Foreign content and notes of an older version are left out. The device's clock may have been
 * ahead when a note was written; a time in the future cannot be right, and the client would wait for it.
 */
export function parseNotes(text: unknown, now: number): [sku: string, note: Note][] {
  return orIfItThrows(() => {
    // All numbers of a note are times.
    const read = (_: string, value: unknown) => (typeof value === 'number' ? Math.min(value, now) : value);
    const entries = Object.entries<Note>(JSON.parse(String(text), read));
    return entries.filter(([, note]) => isMoment(note?.openedAt));
  }, []);
}

/** Whether a value is a time after 1970, in milliseconds. What a storage has held may be anything. */
export function isMoment(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}

/** The parts of a note that are kept: its own one, and those that it has replaced. */
export function partsOf(note: Note | undefined, isKept: (part: Note) => unknown): Note | undefined {
  const replaced = note?.replaced && partsOf(note.replaced, isKept);
  return note && isKept(note) ? { ...note, replaced } : replaced;
}
