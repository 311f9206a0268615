import { fulfillmentOptions } from '../options/fulfillment-options.js';

// Each proxy adds one address to a header of 8 to 16 KiB.
const MOST_PROXIES = 100;

/**
 * Returns a function that reads the sender's address behind proxies, for `clientAddress` of `createWebhookHandler`. It
 * reads `X-Forwarded-For` from the right, because only your own proxies wrote the right part. Everything to the left is
 * claimed by the sender.
 *
 * @param trustedProxies - how many of your own proxies are in front of the backend, 1 or more; each adds one address
 * @throws FulfillmentInputError for anything else, such as 0 or NaN: then the sender could choose its own address
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
