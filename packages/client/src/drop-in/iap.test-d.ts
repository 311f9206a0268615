import type { IAP as OfficialWebIap } from '@apps-in-toss/web-bridge';
import type { IapError } from '../errors/iap-error.js';
import { routeIapError } from '../errors/route-iap-error.js';
import { IAP } from './iap.js';
import { getProductItemList } from './list-functions.js';

/** Our object is assignable to the official one, so only the import has to change. */
export const official: typeof OfficialWebIap = IAP;

/** A callback written for the official SDK is accepted as it is. */
export const cleanup: () => void = IAP.createOneTimePurchaseOrder({
  options: { sku: 'sku', processProductGrant: ({ orderId }: { orderId: string }) => orderId !== '' },
  onEvent: (event) => console.log(event.data.displayAmount),
  onError: (error: unknown) => console.error(error),
});

// @ts-expect-error A product has to be named.
IAP.createOneTimePurchaseOrder({ options: { processProductGrant: () => true }, onEvent() {}, onError() {} });

declare const forgetful: () => void;

IAP.createOneTimePurchaseOrder({
  // @ts-expect-error A grant callback has to answer: without one the user waits for a refund page.
  options: { sku: 'sku', processProductGrant: forgetful },
  onEvent() {},
  onError() {},
});

// @ts-expect-error A purchase without a grant callback cannot be answered.
IAP.createOneTimePurchaseOrder({ options: { sku: 'sku' }, onEvent() {}, onError() {} });

// @ts-expect-error An old app answers with nothing, and the function by itself says so.
getProductItemList().then((list) => list.products);

declare const error: IapError;

/** The result of a route has the type of its handlers' results. */
export const routed: string | number = routeIapError(error, {
  'user-canceled': () => 'back',
  default: () => 1,
});

// @ts-expect-error Without a default every category needs a route.
routeIapError(error, { 'user-canceled': () => 'back', USER_CANCELED: () => 'back' });

// @ts-expect-error A route for a code that does not exist is a typing mistake.
routeIapError(error, { USER_CANCELLED: () => 'back', default: () => 'oops' });
