import { warnDeveloper } from '../errors/warn-developer.js';
import { confirms, type GrantCallback } from '../grant/grant-callback.js';
import { grantedBefore, rememberGranted } from './granted-before.js';

/** How many turns of the microtask queue an answer may take to count as "did not wait": no request is that fast. */
const TURNS_AT_ONCE = 20;

/**
 * Wraps a grant callback to watch it. The wrapper answers the same at the same time. A missing callback stays missing.
 *
 * Warns if it answers no for an order that it granted before, or yes without waiting for anything.
 */
export function watchGrant(grant: GrantCallback): GrantCallback {
  if (typeof grant !== 'function') return grant;
  return (order) => {
    const answer = grant(order);
    void look(order.orderId, answer);
    return answer;
  };
}

async function look(orderId: string, answer: unknown): Promise<void> {
  let isSettled = false;
  const decision = Promise.resolve(answer)
    // An error of the callback is reported elsewhere.
    .catch(() => undefined)
    .finally(() => {
      isSettled = true;
    });
  for (let turn = 0; turn < TURNS_AT_ONCE; turn++) await undefined;
  const isAtOnce = isSettled;
  const decided = await decision;
  const isKnown = grantedBefore(orderId);
  if (confirms(decided)) {
    if (isAtOnce && !isKnown) {
      warnDeveloper(
        'The grant callback said yes without waiting for anything. If you give the product in onEvent, or after the ' +
          'purchase, a user whose app closes in between has paid for nothing. Give it inside the grant callback, and say ' +
          'yes once your backend has recorded it.',
      );
    }
    rememberGranted(orderId);
  } else if (isKnown && (decided === false || decided === 'refused')) {
    warnDeveloper(
      `The grant callback said no for the order ${orderId}, which it has granted before. "It is there already" is a yes: ` +
        'a no leaves the order pending for ever.',
    );
  }
}
