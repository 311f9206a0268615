/** What a grant callback is told. */
export interface GrantContext {
  /** The order that was paid. */
  readonly orderId: string;
  /** The product, as far as it is known: pending lists of some app versions leave it out. */
  readonly sku: string | undefined;
  /** Of a subscription, where the Toss app told it. */
  readonly subscriptionId?: string;
  /** Until when an answer counts: milliseconds since 1970 on the client's clock. */
  readonly deadline: number;
  /** Aborted at the deadline, so that work whose answer no longer counts can stop. */
  readonly signal: AbortSignal;
}

/**
 * What a grant callback answers. `true`, `granted` and `already_granted` confirm, which is irreversible: the order
 * leaves the pending list. So they mean "durably recorded", now or before. Everything else does not confirm.
 */
export type GrantDecision = boolean | 'granted' | 'already_granted' | 'refused';

/** Gives the user the product of a paid order: asks your backend, which verifies the order and records the grant. */
export type GrantCallback = (order: GrantContext) => GrantDecision | Promise<GrantDecision>;

/** Whether a callback's answer confirms: any other value, a `Response` among them, does not. */
export function confirms(decision: unknown): boolean {
  return decision === true || decision === 'granted' || decision === 'already_granted';
}
