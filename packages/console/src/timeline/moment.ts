/** The steps of a purchase that goes well, in their order. */
export const STAGES = ['tap', 'sheet', 'paid', 'purchased', 'grant', 'asked', 'answered', 'success'] as const;

/** One of {@link STAGES}. */
export type PurchaseStage = (typeof STAGES)[number];

/** Who did something. */
export type Actor = 'page' | 'toss' | 'store' | 'backend' | 'sandbox' | 'ledger' | 'partner';

/** One thing that happened to an order. */
export interface Moment {
  /** The id for links. It is the same in every tab and after a reload. */
  readonly id: string;
  /** The time of the sandbox clock, in epoch milliseconds. */
  readonly at: number;
  readonly actor: Actor;
  /** The key of its text, such as `sheet.shown`. */
  readonly kind: string;
  readonly stage?: PurchaseStage;
  readonly bad?: boolean;
  /** The parameters of the text. */
  readonly detail: Readonly<Record<string, unknown>>;
}
