import type { IapClient } from '../iap-client/create-iap-client.js';
import { useIapContext } from './iap-context.js';

/** The client of the provider, for what has no hook of its own. */
export function useIap(): IapClient {
  return useIapContext().client;
}
