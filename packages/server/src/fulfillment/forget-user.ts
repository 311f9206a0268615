import type { OrderId } from '@ait-iap/protocol';
import { appendAudit } from '../ledger/audit.js';
import { deleteTraces, detachUser, lockOrdersOf } from '../ledger/forgotten-user.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import { removeOrder } from '../ledger/save-order.js';
import { type Responsible, readResponsible } from './by-hand.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { isKeptBack } from './plan-next-check.js';
import { readUserKey } from './read-input.js';

/** The user to forget. The actor and the reason go into the timeline of each order, so do not name a person in them. */
export interface ForgetUserRequest extends Responsible {
  /** The user to forget. */
  readonly userKey: string;
  /** Only reports what would be done, and writes nothing. @defaultValue false */
  readonly dryRun?: boolean | undefined;
}

/** Why an order still needs its user. */
export const NEEDS_USER = [
  /** Paid and not handed over: `grant` or `byHand.takeBack` finishes it. */
  'NOT_GRANTED',
  /** Refunded and not taken back, because `onRevoke` fails. */
  'NOT_REVOKED',
  /** Another system has not confirmed what it was asked for (`externalGrant`). */
  'DELIVERY_UNCONFIRMED',
] as const;

/** One of {@link NEEDS_USER}. */
export type NeedsUser = (typeof NEEDS_USER)[number];

/** The result of forgetting a user. */
export type ForgetUserResult =
  | {
      /** `forgotten`: done. `foreseen`: a dry run. */
      readonly outcome: 'forgotten' | 'foreseen';
      /**
       * Orders that stay for the accounts but no longer name the user. Use them to delete the user's rows in your own
       * tables.
       */
      readonly orders: readonly OrderId[];
      /** Order ids that the platform has never known. They are deleted. */
      readonly deletedOrders: number;
      /** How many intents and notes were deleted. Unknown in a dry run. */
      readonly deletedTraces?: number;
    }
  | {
      /** Nothing was written: finish these orders first. */
      readonly outcome: 'refused';
      readonly open: readonly { readonly orderId: OrderId; readonly why: NeedsUser }[];
    };

/** Removes a user from the ledger. See `Fulfillment.forgetUser`. */
export async function forgetUser<Tx>(
  { store, clock }: FulfillmentContext<Tx>,
  request: ForgetUserRequest,
): Promise<ForgetUserResult> {
  const userKey = readUserKey(request.userKey);
  const by = readResponsible(request);
  return store.transaction(async (ledger): Promise<ForgetUserResult> => {
    const orders = await lockOrdersOf(ledger, userKey);
    const open = orders.flatMap((order) => {
      const why = needsUser(order);
      return why === undefined ? [] : [{ orderId: order.orderId, why }];
    });
    if (open.length > 0) return { outcome: 'refused', open };
    const known = orders.filter(({ confirmed }) => confirmed);
    const madeUp = orders.filter(({ confirmed }) => !confirmed);
    const done = { orders: known.map(({ orderId }) => orderId), deletedOrders: madeUp.length };
    if (request.dryRun === true) return { outcome: 'foreseen', ...done };
    for (const { orderId } of madeUp) await removeOrder(ledger, orderId);
    for (const order of known) {
      await detachUser(ledger, order);
      const { orderId } = order;
      await appendAudit(ledger, { orderId, at: clock.now(), kind: 'user_forgotten', detail: { ...by } });
    }
    return { outcome: 'forgotten', ...done, deletedTraces: await deleteTraces(ledger, userKey) };
  });
}

function needsUser(order: LedgerOrder): NeedsUser | undefined {
  const { delivery, payment } = order;
  if (delivery === 'delivering' || delivery === 'revoking') return 'DELIVERY_UNCONFIRMED';
  if (delivery === 'granted') return payment === 'refunded' ? 'NOT_REVOKED' : undefined;
  return payment === 'paid' && !isKeptBack(order) ? 'NOT_GRANTED' : undefined;
}
