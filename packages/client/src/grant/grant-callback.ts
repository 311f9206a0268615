/** The argument of a grant callback. */
export interface GrantContext {
  /** The order that was paid. */
  readonly orderId: string;
  /** The product, if known. The pending lists of some app versions leave it out. */
  readonly sku: string | undefined;
  /** The id of the subscription, if the Toss app sent one. */
  readonly subscriptionId?: string;
  /** The time until which an answer counts, in milliseconds since 1970 on the client's clock. */
  readonly deadline: number;
  /** Aborted at the deadline, so that the callback can stop work whose answer no longer counts. */
  readonly signal: AbortSignal;
}

/**
 * The answer of a grant callback. `true`, `granted` and `already_granted` confirm the order, which cannot be undone:
 * the order leaves the pending list. So they must mean "durably recorded", now or before. Any other answer does not
 * confirm.
 */
export type GrantDecision = boolean | 'granted' | 'already_granted' | 'refused';

/** Grants the product of a paid order: asks your backend, which verifies the order and records the grant. */
export type GrantCallback = (order: GrantContext) => GrantDecision | Promise<GrantDecision>;

/** Whether a callback's answer confirms. Any other value, such as a `Response`, does not. */
export function confirms(decision: unknown): boolean {
  return decision === true || decision === 'granted' || decision === 'already_granted';
}
