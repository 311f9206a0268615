/** Stands for an order in what is wrong with none of them. */
export const NO_ORDER = 'no order';

/** What was seen while a chapter was played, for the judge. */
export class Testimony {
  /** Orders whose owner's request reached a backend: from then on nothing may be lost. */
  readonly reached = new Set<string>();
  /** Orders whose owner was told `granted` or `already_granted`. */
  readonly toldGranted = new Set<string>();
  /** What was wrong at once, by order. */
  readonly complaints: { readonly orderId: string; readonly what: string }[] = [];

  complain(orderId: string, what: string): void {
    this.complaints.push({ orderId: orderId.toLowerCase(), what });
  }
}
