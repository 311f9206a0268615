import { fulfillmentOptions } from '../options/fulfillment-options.js';

// Each of them adds one address to a header of 8 to 16 KiB.
const MOST_PROXIES = 100;

/**
 * The address of a sender behind proxies, for `clientAddress` of `createWebhookHandler`: read from `X-Forwarded-For`, counted
 * from the right, because everything left of what your own proxies wrote is whatever the sender claimed.
 *
 * @param trustedProxies - how many proxies of yours stand before the backend, 1 or more; each of them adds one address
 * @throws FulfillmentInputError for anything else, such as 0 or NaN, with which the sender would choose its address
 * @example
 * createWebhookHandler({ …, clientAddress: forwardedAddress(1) });
 */
export function forwardedAddress(trustedProxies: number): (request: Request) => string | undefined {
  const place = fulfillmentOptions.requiredWholeNumber(
    'trustedProxies',
    trustedProxies,
    { min: 1, max: MOST_PROXIES },
    'Pass the number of your own proxies in front of the backend. Without any, leave clientAddress out.',
  );
  return (request) => {
    const addresses = (request.headers.get('x-forwarded-for') ?? '').split(',').map((each) => each.trim());
    const address = addresses.at(-place);
    return address === '' || address === undefined ? undefined : withoutPort(address);
  };
}

/** Some proxies write `117.52.3.11:443` or `[::ffff:117.52.3.11]:443`. */
function withoutPort(address: string): string {
  return /^(\d+(?:\.\d+){3}):\d+$/.exec(address)?.[1] ?? /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? address;
}
