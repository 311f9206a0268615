import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import type { StopReason } from '../telemetry/stop-reason.js';

/** How due orders are taken. */
export interface TakeRequest {
  /** At most how many. */
  readonly limit: number;
  /** For how long nobody else gets them, in milliseconds: longer than the work on them takes. */
  readonly leaseMs: number;
}

/** What a reconciler does with a fulfilment beside asking: `createReconciler`, the one over pg-boss, or yours over another queue. */
export interface DueWork {
  /**
   * Takes due orders: nobody else gets them before the lease ends. Pass each to `fulfillment.refresh`.
   *
   * @throws FulfillmentInputError for a malformed request
   */
  take(request: TakeRequest): Promise<string[]>;
  /** Gives back taken orders that were not looked at: they are due at once. */
  giveBack(orderIds: readonly string[]): Promise<void>;
  /**
   * Tries what other systems have not confirmed yet (`externalGrant`). Resolves with how many were tried; 0 without
   * `externalGrant`.
   */
  deliver(request?: {
    readonly limit?: number | undefined;
    readonly signal?: AbortSignal | undefined;
  }): Promise<number>;
  /**
   * Says that the certificate is in doubt. It is reported as an event and shown by `health()` and `backlog()`, until an answer
   * knows an order again.
   *
   * @param reason - `MINIAPP_MISMATCH`: the platform calls orders that it knew those of another mini-app, one after the other;
   * `MINIAPP_NOT_REGISTERED`: it does not know the mini-app of the certificate
   */
  suspectCertificate(reason: StopReason): void;
}

/** Registered for the whole process: an application may load this package twice, as CommonJS and as a module. */
const DUE_WORK = Symbol.for('@ait-iap/server/due-work');

/** Adds what {@link dueWorkOf} finds. A copy of the object by `{ ...fulfillment }` has it too. */
export function withDueWork<Target extends object>(fulfillment: Target, work: DueWork): Target {
  return Object.assign(fulfillment, { [DUE_WORK]: work });
}

/**
 * What a reconciler needs of a fulfilment and an application does not.
 *
 * @param fulfillment - what `createFulfillment` made
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
