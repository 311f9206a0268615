import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { ByHandRefusal } from './decide-by-hand.js';

/** Who did something by hand, and why: both go into the order's timeline. */
export interface ByHandRequest {
  readonly orderId: string;
  /** Who acts, as your support desk names people; 1 to 200 characters. Not the user's key. */
  readonly actor: string;
  /** Why, for whoever reads the timeline later; 1 to 1,000 characters. */
  readonly reason: string;
  /** Gives up. What was not committed by then is rolled back. */
  readonly signal?: AbortSignal | undefined;
}

/** An order that was handed over outside the ledger. */
export interface MarkGrantedRequest extends ByHandRequest {
  /** Whom the product was handed to. */
  readonly userKey: string;
  /** What was handed over. */
  readonly sku: string;
  /** When. @defaultValue now */
  readonly grantedAt?: Date | undefined;
}

/** How something that a person asked for ended. */
export type ByHandResult =
  | {
      /**
       * | outcome | meaning |
       * | --- | --- |
       * | granted | the order counts as granted from now on |
       * | redelivered | `onGrant` ran once more, or the other system was asked once more |
       * | revoked | taken back, or kept back if it had not been handed over |
       * | unchanged | it was so already |
       */
      readonly outcome: 'granted' | 'redelivered' | 'revoked' | 'unchanged';
      readonly order: LedgerOrder;
    }
  | {
      /** Nothing was written. */
      readonly outcome: 'refused';
      readonly reason: ByHandRefusal;
      /** The platform's word, raw, where it was asked. */
      readonly status?: string;
    };

/**
 * What a support desk can do with one order. Each step is one transaction, names its actor and its reason in the timeline, and
 * keeps the rule that a product is handed over once: an automatic grant that runs at the same moment waits, and then finds it done.
 */
export interface ByHand {
  /**
   * Says that an order was handed over outside the ledger: it counts as granted, `onGrant` does not run for it, and the mini-app
   * is answered `already_granted`. The platform is not asked before, but soon after: a refund is taken back with `onRevoke`.
   *
   * @throws FulfillmentInputError for a malformed value: nothing was written
   */
  markGranted(request: MarkGrantedRequest): Promise<ByHandResult>;
  /**
   * Hands a product over once more, because it got lost after its grant: asks the platform, and only for a paid order runs `onGrant`
   * with `redelivery: true`. An order that was never granted is granted as usual.
   *
   * @throws UnknownOrderError if the ledger has never heard of the order
   * @throws GrantCallbackError if `onGrant` threw: nothing was written
   * @throws IapServerError when the platform or the database could not be used
   */
  redeliver(request: ByHandRequest): Promise<ByHandResult>;
  /**
   * Takes a product back with `onRevoke` although the platform does not call it refunded; an order that was not handed over yet is
   * kept from it. From then on only `redeliver` or `markGranted` hands it over. No money moves: the platform has no API for a refund.
   *
   * @throws UnknownOrderError if the ledger has never heard of the order
   * @throws GrantCallbackError if `onRevoke` threw: nothing was written
   */
  takeBack(request: ByHandRequest): Promise<ByHandResult>;
}

/** Who acts and why, for the timeline. */
export interface Responsible {
  readonly actor: string;
  readonly reason: string;
}

/** Reads who acts and why. */
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
