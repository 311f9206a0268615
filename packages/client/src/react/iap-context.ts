import { createContext, useContext } from 'react';
import type { GrantCallback } from '../grant/grant-callback.js';
import type { IapClient } from '../iap-client/create-iap-client.js';

/** What the hooks share below one provider. */
export interface IapContextValue {
  readonly client: IapClient;
  readonly grant: GrantCallback;
  readonly onPaymentVisible: ((visible: boolean) => void) | undefined;
  /** Another one whenever the user's orders may have changed; lists are read again then. */
  readonly changes: object;
  /** Tells that a purchase or a recovery has ended. */
  readonly changed: () => void;
}

/** Filled by `IapProvider`. */
export const IapContext: React.Context<IapContextValue | undefined> = createContext<
  IapContextValue | undefined
>(undefined);

/** @throws Error outside an `IapProvider` */
export function useIapContext(): IapContextValue {
  const value = useContext(IapContext);
  if (!value) {
    throw new Error(
      'Failed to use in-app purchase: there is no IapProvider above this component. Put one around your app. ' +
        'IapProvider로 앱을 감싸 주세요.',
    );
  }
  return value;
}
