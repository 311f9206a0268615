import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import type { StopReason } from '../telemetry/stop-reason.js';

/** How due orders are taken. */
export interface TakeRequest {
  /** The largest number of orders to take. */
  readonly limit: number;
  /** How long no other worker gets them, in milliseconds. Choose it longer than the work on them takes. */
  readonly leaseMs: number;
}

/**
 * What a reconciler needs besides `fulfillment.refresh`. `createReconciler` and `createPgBossReconciler` use it, and so
 * can yours over another queue.
 */
export interface DueWork {
  /**
   * Takes due orders. No other worker gets them before the lease ends. Pass each one to `fulfillment.refresh`.
   *
   * @throws FulfillmentInputError for a malformed request
   */
  take(request: TakeRequest): Promise<string[]>;
  /** Gives back taken orders that were not checked. They are due at once. */
  giveBack(orderIds: readonly string[]): Promise<void>;
  /**
   * Retries the requests that other systems have not confirmed yet (`externalGrant`). Resolves with the number of
   * tries; 0 without `externalGrant`.
   */
  deliver(request?: {
    readonly limit?: number | undefined;
    readonly signal?: AbortSignal | undefined;
  }): Promise<number>;
  /**
   * Reports that the client certificate may be wrong. It becomes an event, and `health()` and `backlog()` show it until
   * the platform knows an order again.
   *
   * @param reason - `MINIAPP_MISMATCH`: the platform says about known orders, one after another, that they belong to
   * another mini-app. `MINIAPP_NOT_REGISTERED`: it does not know the mini-app of the certificate.
   */
  suspectCertificate(reason: StopReason): void;
}

/** A registered symbol, because an application may load this package twice: as CommonJS and as a module. */
const DUE_WORK = Symbol.for('@ait-iap/server/due-work');

/** Adds the part that {@link dueWorkOf} finds. A copy made with `{ ...fulfillment }` has it too. */
export function withDueWork<Target extends object>(fulfillment: Target, work: DueWork): Target {
  return Object.assign(fulfillment, { [DUE_WORK]: work });
}

/**
 * Returns the part of a fulfilment that a reconciler needs and an application does not.
 *
 * @param fulfillment - the result of `createFulfillment`
 * @throws FulfillmentInputError if it is anything else
 */
export function dueWorkOf(fulfillment: object): DueWork {
  const work = (fulfillment as { readonly [DUE_WORK]?: DueWork } | null | undefined)?.[DUE_WORK];
  if (work === undefined) {
    throw new FulfillmentInputError(
      'fulfillment',
      'it was not made by this package. Pass the result of createFulfillment.',
    );
  }
  return work;
}
