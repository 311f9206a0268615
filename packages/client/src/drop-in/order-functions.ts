import type { OfficialOrderParams, SubscriptionInfoAnswer } from '@ait-iap/protocol';
import { callHost } from '../bridge/call-host.js';
import type { HostSession } from '../bridge/host-session.js';
import { noteClosed } from '../desk/product-notes.js';
import { IapError } from '../errors/iap-error.js';
import { isWord } from '../errors/is-word.js';
import { askSubscriptionInfo } from '../host/ask-subscription-info.js';
import { type DropInFunction, question } from './drop-in-function.js';

/**
 * Tells the Toss app that a pending order was granted. Call it only after the grant is durably recorded: the order
 * leaves the pending list for good. Charges nobody.
 *
 * Resolves with whether the app closed the order, or with `undefined` below the Toss app version 5.233.0. Rejects with
 * an `IapError`: the platform's code, or `BRIDGE_NOT_FOUND`, `HOST_TIMEOUT`, `INVALID_ARGUMENT`.
 */
export const completeProductGrant: DropInFunction<
  (params: OfficialOrderParams) => Promise<boolean | undefined>
> = /*@__PURE__*/ question('completeProductGrant', (session, params: OfficialOrderParams) =>
  closeOrder(session, orderIdOf(params)),
);

/**
 * Returns the state of a subscription. Charges nobody.
 *
 * If the app does not know the subscription, the answer has no `subscription` or an empty one. That never means "not
 * subscribed". Resolves with `undefined` below the Toss app version 5.253.0 (Android) or 5.250.0 (iOS). Rejects with an
 * `IapError`: the platform's code, or `BRIDGE_NOT_FOUND`, `HOST_TIMEOUT`, `INVALID_ARGUMENT`, `INVALID_PAYLOAD`.
 */
export const getSubscriptionInfo: DropInFunction<
  (params: OfficialOrderParams) => Promise<SubscriptionInfoAnswer | undefined>
> = /*@__PURE__*/ question('getSubscriptionInfo', (session, params: OfficialOrderParams) =>
  askSubscriptionInfo(session, orderIdOf(params)),
);

async function closeOrder(session: HostSession, orderId: string): Promise<boolean | undefined> {
  const answer = await callHost(session, 'completeProductGrant', [{ params: { orderId } }]);
  if (answer === undefined || answer === null) return undefined;
  if (answer === true) await noteClosed(session, orderId);
  return answer === true;
}

/** @throws IapError `INVALID_ARGUMENT` if there is no order id */
function orderIdOf(params: OfficialOrderParams | undefined): string {
  const orderId = params?.params?.orderId;
  if (isWord(orderId)) return orderId;
  throw new IapError('INVALID_ARGUMENT', 'ask about an order', { why: 'pass { params: { orderId } }' });
}
