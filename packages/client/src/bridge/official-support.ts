import type { FunctionSupport, IapFunction } from '@ait-iap/protocol';
import { toIapError } from '../errors/to-iap-error.js';
import type { OfficialIapLike } from './official-iap.js';

/** The function to which an ability of the version table belongs. */
const INSIDE_OF: Readonly<Record<string, IapFunction>> = {
  productGrant: 'createOneTimePurchaseOrder',
  subscriptionsInProductList: 'createSubscriptionPurchaseOrder',
};

/**
 * The members of a function of an official `IAP`. A function of 3.x has both as own properties, one of 2.x has neither.
 */
export function functionSupport(iap: OfficialIapLike, name: string): Partial<FunctionSupport> | undefined {
  return iap[name as IapFunction] as Partial<FunctionSupport> | undefined;
}

/**
 * What an official `IAP` says about its own functions. Functions of 3.x have `isSupported`, those of 2.x say nothing. A
 * missing function is not supported, unless the table can decide by the version.
 *
 * Abilities inside a function are not reported. If the version is known, the table decides about them. If not, the app
 * has them, because SDK 3.x runs only in newer apps.
 *
 * @throws IapError with the code of the official function, which may throw outside the Toss app
 */
export function officialSupport(
  iap: OfficialIapLike,
  feature: string,
  appVersion: unknown,
): boolean | undefined {
  const owner = INSIDE_OF[feature];
  const carrier = functionSupport(iap, owner ?? feature);
  if (!carrier) return appVersion === undefined ? false : undefined;
  try {
    // Lines to come may have a plain value.
    const told: unknown =
      typeof carrier.isSupported === 'function' ? carrier.isSupported() : carrier.isSupported;
    if (typeof told !== 'boolean') return undefined;
    return told && owner && appVersion !== undefined ? undefined : told;
  } catch (error) {
    throw toIapError(error, `ask whether ${feature} is supported`, { charged: 'no' });
  }
}
