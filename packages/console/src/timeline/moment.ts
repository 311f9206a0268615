/** The steps of a purchase that goes well, in their order. */
export const STAGES = ['tap', 'sheet', 'paid', 'purchased', 'grant', 'asked', 'answered', 'success'] as const;

/** One of {@link STAGES}. */
export type PurchaseStage = (typeof STAGES)[number];

/** Who did something. */
export type Actor = 'page' | 'toss' | 'store' | 'backend' | 'sandbox' | 'ledger' | 'partner';

/** One thing that happened to an order. */
export interface Moment {
  /** The same in every tab and after a reload: what a link names. */
  readonly id: string;
  /** Clock of the sandbox. */
  readonly at: number;
  readonly actor: Actor;
  /** Word for the text, such as `sheet.shown`. */
  readonly kind: string;
  readonly stage?: PurchaseStage;
  readonly bad?: boolean;
  /** Goes into the text. */
  readonly detail: Readonly<Record<string, unknown>>;
}
