import type { IapClient } from '../iap-client/create-iap-client.js';
import { useIapContext } from './iap-context.js';

/** Returns the provider's client, for functions without a hook. */
export function useIap(): IapClient {
  return useIapContext().client;
}
