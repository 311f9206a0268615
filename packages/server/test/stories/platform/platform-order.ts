import type { Dice } from '../dice.js';

/** From when on the platform calls an order by which word. */
export interface Moment {
  readonly at: number;
  readonly word: string;
}

/** How an order's answers are written, as long as it lives: odd fields that are no fault. */
export const WRITINGS = [
  'as documented',
  'without a time',
  'time as a number',
  'time in UTC',
  'time of the payment for ever',
  'reason null',
  'more fields',
  'id in capitals',
] as const;

/** One of {@link WRITINGS}. */
export type Writing = (typeof WRITINGS)[number];

/** Picks how an order's answers are written. */
export function pickWriting(dice: Dice, without: ReadonlySet<string>): Writing {
  return dice.pick(WRITINGS.filter((writing) => !without.has(writing)));
}

const PAID: readonly string[] = ['PAYMENT_COMPLETED', 'PURCHASED'];

/** Whether a word says that the order is paid. */
export function isPaid(word: string): boolean {
  return PAID.includes(word);
}

/** The truth about one order: who bought what, and what became of it. */
export class PlatformOrder {
  constructor(
    readonly orderId: string,
    readonly userKey: string,
    readonly sku: string,
    readonly plot: string,
    readonly moments: readonly Moment[],
    readonly writing: Writing,
  ) {}

  get description(): string {
    return `${this.plot}; of ${this.userKey}; ${this.writing}`;
  }

  /** The platform's word at an instant; before the first moment there is no such order. */
  wordAt(instant: number): string {
    return this.momentAt(instant)?.word ?? 'NOT_FOUND';
  }

  momentAt(instant: number): Moment | undefined {
    return this.moments.findLast(({ at }) => at <= instant);
  }

  get lastChangeAt(): number {
    return this.moments.at(-1)?.at ?? 0;
  }

  /** How often it came to be paid: once, and once more for each refund that the store took back. */
  get paidStates(): number {
    const paid = this.moments
      .filter(({ word }) => isPaid(word) || word === 'REFUNDED')
      .map(({ word }) => isPaid(word));
    return paid.filter((is, index) => is && paid[index - 1] !== true).length;
  }

  /** Whether it was ever paid. */
  get everPaid(): boolean {
    return this.moments.some(({ word }) => isPaid(word));
  }
}
