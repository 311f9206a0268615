import { IapError } from '../errors/iap-error.js';
import { isWord } from '../errors/is-word.js';
import type { GrantCallback } from '../grant/grant-callback.js';
import type { PurchaseOrder } from '../purchase/purchase-order.js';
import type { OneTimePurchaseParams, SubscriptionPurchaseParams } from './purchase-params.js';

/** The complete parameters of a purchase. */
export type CheckedParams = Pick<OneTimePurchaseParams, 'onEvent' | 'onError'> &
  Omit<PurchaseOrder, 'feature'>;

/** The parameters that a page without types may pass. */
type LooseParams = Partial<Omit<OneTimePurchaseParams, 'options'>> & {
  options?: Partial<SubscriptionPurchaseParams['options']> & { productId?: string };
};

/**
 * Checks the parameters of a purchase before anything is opened. Old pages call without callbacks inside `try` and
 * `catch`, and would then tell their users "bought". If only the grant callback is missing, `onError` gets the error.
 *
 * @throws IapError `INVALID_ARGUMENT` naming everything that is missing
 */
export function checkedParams(params: OneTimePurchaseParams | SubscriptionPurchaseParams): CheckedParams {
  const { options, onEvent, onError, onChecking } = (params ?? {}) as LooseParams;
  const { sku, productId, offerId, buyAgain, processProductGrant: grant } = options ?? {};
  const product = sku ?? productId;
  if (isWord(product) && isFunction(onEvent) && isFunction(onError)) {
    return { sku: product, offerId, buyAgain, grant: grant as GrantCallback, onChecking, onEvent, onError };
  }
  const missing = [
    !isWord(product) && 'options.sku',
    !isFunction(grant) && 'options.processProductGrant',
    !isFunction(onEvent) && 'onEvent',
    !isFunction(onError) && 'onError',
  ];
  throw new IapError('INVALID_ARGUMENT', 'buy', {
    why: `pass ${missing.filter(Boolean).join(', ')}`,
  });
}

function isFunction<F extends (...parameters: never[]) => unknown>(value: F | undefined): value is F {
  return typeof value === 'function';
}
