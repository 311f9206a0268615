/**
 * The address of a sender behind proxies, for `clientAddress` of `createWebhookHandler`: read from `X-Forwarded-For`, counted
 * from the right, because everything left of what your own proxies wrote is whatever the sender claimed.
 *
 * @param trustedProxies - how many proxies of yours stand before the backend; each of them adds one address
 * @example
 * createWebhookHandler({ …, clientAddress: forwardedAddress(1) });
 */
export function forwardedAddress(trustedProxies: number): (request: Request) => string | undefined {
  return (request) => {
    const addresses = (request.headers.get('x-forwarded-for') ?? '').split(',').map((each) => each.trim());
    const address = addresses.at(-trustedProxies);
    return address === '' ? undefined : address;
  };
}
