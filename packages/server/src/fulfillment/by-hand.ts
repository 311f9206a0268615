import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { ByHandRefusal } from './decide-by-hand.js';

/** Who does something by hand, and why. Both go into the order's timeline. */
export interface ByHandRequest {
  /** The id of the order. */
  readonly orderId: string;
  /** Who acts, as your support team names its people; 1 to 200 characters. Not the user's key. */
  readonly actor: string;
  /** Why, for people who read the timeline later; 1 to 1,000 characters. */
  readonly reason: string;
  /** Cancels the call. Anything that is not committed by then is rolled back. */
  readonly signal?: AbortSignal | undefined;
}

/** An order that was granted outside the ledger. */
export interface MarkGrantedRequest extends ByHandRequest {
  /** The user who got the product. */
  readonly userKey: string;
  /** The product. */
  readonly sku: string;
  /** When. @defaultValue now */
  readonly grantedAt?: Date | undefined;
}

/** The result of an action by hand. */
export type ByHandResult =
  | {
      /**
       * | outcome | meaning |
       * | --- | --- |
       * | granted | the order counts as granted from now on |
       * | redelivered | `onGrant` ran once more, or the other system was asked once more |
       * | revoked | taken back, or blocked if it had not been granted |
       * | unchanged | it already was so |
       */
      readonly outcome: 'granted' | 'redelivered' | 'revoked' | 'unchanged';
      readonly order: LedgerOrder;
    }
  | {
      /** Nothing was written. */
      readonly outcome: 'refused';
      readonly reason: ByHandRefusal;
      /** The platform's status word as it came, if the platform was asked. */
      readonly status?: string;
    };

/**
 * What support staff can do with one order. Each action is one transaction and writes its actor and reason into the
 * timeline. A product is still granted only once: an automatic grant at the same moment waits, and then finds it done.
 * No money moves here.
 */
export interface ByHand {
  /**
   * Marks an order as granted outside the ledger. It counts as granted, `onGrant` does not run for it, and the mini-app
   * gets `already_granted`. The platform is not asked first, but soon after: if the order is refunded, `onRevoke` takes
   * it back.
   *
   * @throws FulfillmentInputError for a malformed value: nothing was written
   */
  markGranted(request: MarkGrantedRequest): Promise<ByHandResult>;
  /**
   * Grants a product once more because it got lost after its grant. It asks the platform, and runs `onGrant` with
   * `redelivery: true` only for a paid order. An order that was never granted is granted as usual.
   *
   * @throws UnknownOrderError if the ledger has never heard of the order
   * @throws GrantCallbackError if `onGrant` threw: nothing was written
   * @throws IapServerError when the platform or the database could not be used
   */
  redeliver(request: ByHandRequest): Promise<ByHandResult>;
  /**
   * Takes a product back with `onRevoke`, even if the platform does not call the order refunded. An order that was not
   * granted yet is blocked. From then on only `redeliver` or `markGranted` can grant it. No money moves: the platform
   * has no API for a refund.
   *
   * @throws UnknownOrderError if the ledger has never heard of the order
   * @throws GrantCallbackError if `onRevoke` threw: nothing was written
   */
  takeBack(request: ByHandRequest): Promise<ByHandResult>;
}

/** Who acts and why, as it is written into the timeline. */
export interface Responsible {
  /** The person or program that acts, 1 to 200 characters. It goes into the timeline. */
  readonly actor: string;
  /** Why they act, 1 to 1,000 characters. It goes into the timeline. */
  readonly reason: string;
}

/** Checks who acts and why. */
export function readResponsible({ actor, reason }: Responsible): Responsible {
  return { actor: readWords('actor', actor, 200), reason: readWords('reason', reason, 1_000) };
}

function readWords(field: string, value: unknown, longest: number): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= longest) return value;
  throw new FulfillmentInputError(
    field,
    `it is not a text of 1 to ${longest} characters. Pass who acts and why: both go into the timeline.`,
  );
}
