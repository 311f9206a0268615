import type { FunctionSupport, IapFunction } from '@ait-iap/protocol';
import { toIapError } from '../errors/to-iap-error.js';
import type { OfficialIapLike } from './official-iap.js';

/** The function that an ability of the version table is inside of. */
const INSIDE_OF: Readonly<Record<string, IapFunction>> = {
  productGrant: 'createOneTimePurchaseOrder',
  subscriptionsInProductList: 'createSubscriptionPurchaseOrder',
};

/** What a function of an official `IAP` carries: one of 3.x has both answers as its own properties, one of 2.x neither. */
export function functionSupport(iap: OfficialIapLike, name: string): Partial<FunctionSupport> | undefined {
  return iap[name as IapFunction] as Partial<FunctionSupport> | undefined;
}

/**
 * What an official `IAP` says of its own functions: those of 3.x carry `isSupported`, those of 2.x say nothing. One that
 * is not there is not supported, unless the table can tell by the version.
 *
 * The abilities inside a function are not told. Where the version is known the table decides over them; where it is
 * not, the app has them, since SDK 3.x runs in none that is too old for them.
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
