import type { Clock } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import type { OfficialShape } from '../drop-in/iap.js';
import { warnDeveloper } from '../errors/warn-developer.js';
import type { GrantCallback } from '../grant/grant-callback.js';
import { watchGrant } from './watch-grant.js';
import { type PriceWatch, priceWatch } from './watch-prices.js';

/** How soon after the start a cleanup is a mistake, in milliseconds: nobody can buy anything in that time. */
const TOO_SOON_MS = 1_000;

/**
 * Wraps the drop-in functions to watch them in development. They behave as before, and the console warns of mistakes
 * that public mini-apps make:
 *
 * - the grant callback answers no for an order that was granted before
 * - the cleanup is called right after the start
 * - the product is granted after the purchase instead of in the grant callback
 * - the page shows a price that differs from the list
 *
 * @param iap - `IAP` of this package, or an object with the same functions
 * @param clock - the clock that measures the time until a cleanup
 * @defaultValue the device's own
 *
 * @example
 * import { IAP as plainIap } from '@ait-iap/client';
 * import { watchIap } from '@ait-iap/client/dev';
 *
 * export const IAP = import.meta.env.DEV ? watchIap(plainIap) : plainIap;
 */
export function watchIap<
  Iap extends Pick<OfficialShape, 'createOneTimePurchaseOrder' | 'getProductItemList'>,
>(iap: Iap, clock: Clock = systemClock): Iap {
  const prices = priceWatch();
  // A proxy keeps what a function carries: `isSupported` and `MIN_TOSS_APP_VERSION`.
  const purchase = (start: unknown) =>
    typeof start === 'function'
      ? new Proxy(start, {
          apply: (target, self, [params]) => watchPurchase(target.bind(self), params, prices, clock),
        })
      : start;
  const { createSubscriptionPurchaseOrder } = iap as Partial<OfficialShape>;
  return {
    ...iap,
    createOneTimePurchaseOrder: purchase(iap.createOneTimePurchaseOrder),
    ...(createSubscriptionPurchaseOrder && {
      createSubscriptionPurchaseOrder: purchase(createSubscriptionPurchaseOrder),
    }),
    getProductItemList: new Proxy(iap.getProductItemList, {
      async apply(target, self, args: []) {
        const answer = await Reflect.apply(target, self, args);
        prices.listed(answer?.products ?? []);
        return answer;
      },
    }),
  };
}

/** The parameters of a purchase. Any of them may be missing; the function itself reports that. */
interface LooseParams {
  readonly options?: {
    readonly sku?: string;
    readonly productId?: string;
    readonly processProductGrant?: GrantCallback;
  };
  readonly onEvent?: unknown;
  readonly onError?: unknown;
}

function watchPurchase(
  start: (params: unknown) => () => void,
  params: LooseParams | undefined,
  prices: PriceWatch,
  clock: Clock,
): () => void {
  const { options, onEvent, onError } = params ?? {};
  prices.buying(options?.sku ?? options?.productId);
  const startedAt = clock.now();
  let isOver = false;
  const heard = (callback: unknown) =>
    typeof callback === 'function'
      ? (told: unknown) => {
          isOver = true;
          return callback(told);
        }
      : callback;
  const grant = options?.processProductGrant;
  const cleanup = start(
    params && {
      ...params,
      onEvent: heard(onEvent),
      onError: heard(onError),
      options: options && { ...options, ...(grant && { processProductGrant: watchGrant(grant) }) },
    },
  );
  return () => {
    if (!isOver && clock.now() - startedAt < TOO_SOON_MS) {
      warnDeveloper(
        'The cleanup of a purchase was called right after its start, so neither onEvent nor onError will be called. Start ' +
          'the purchase in the handler of a tap, and not in an effect; call its cleanup when the page goes.',
      );
    }
    cleanup();
  };
}
