import type { SubscriptionInfoAnswer } from '@ait-iap/protocol';
import { callHost } from '../bridge/call-host.js';
import { deskOf } from '../desk/desk.js';
import { askSubscriptionInfo } from '../subscriptions/ask-subscription-info.js';
import { sessionWith } from './list-functions.js';

/** The order that a function is about, in the official SDK's double wrapping. */
export interface OrderParams {
  params: { orderId: string };
}

/**
 * Tells the Toss app that a pending order was granted. Call it only after the grant is durably recorded: it takes
 * the order off the pending list for ever. Charges nobody.
 *
 * @returns whether the app closed the order; `undefined` below the Toss app version 5.233.0
 * @throws IapError with the platform's code, or `BRIDGE_NOT_FOUND`, `HOST_TIMEOUT`
 */
export async function completeProductGrant({
  params: { orderId },
}: OrderParams): Promise<boolean | undefined> {
  const session = sessionWith('completeProductGrant');
  if (!session) return undefined;
  const answer = await callHost(session, 'completeProductGrant', [{ params: { orderId } }]);
  if (answer === undefined || answer === null) return undefined;
  if (answer === true) await deskOf(session).closedByApp(orderId);
  return answer === true;
}

/**
 * The state of a subscription. Charges nobody.
 *
 * @returns the state; without `subscription`, or with an empty one, where the app does not know it, which never
 * means "not subscribed"; `undefined` below the Toss app version 5.253.0 (Android) or 5.250.0 (iOS)
 * @throws IapError with the platform's code, or `BRIDGE_NOT_FOUND`, `HOST_TIMEOUT`, `INVALID_PAYLOAD`
 */
export async function getSubscriptionInfo({
  params: { orderId },
}: OrderParams): Promise<SubscriptionInfoAnswer | undefined> {
  const session = sessionWith('getSubscriptionInfo');
  return session && askSubscriptionInfo(session, orderId);
}
