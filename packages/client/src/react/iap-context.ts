import { createContext, useContext } from 'react';
import type { GrantCallback } from '../grant/grant-callback.js';
import type { IapClient } from '../iap-client/create-iap-client.js';

/** What all hooks below one provider share. */
export interface IapContextValue {
  readonly client: IapClient;
  readonly grant: GrantCallback;
  readonly onPaymentVisible: ((visible: boolean) => void) | undefined;
  /** Changes whenever the user's orders may have changed. Lists are then read again. */
  readonly changes: object;
  /** Reports the end of a purchase or a recovery. */
  readonly changed: () => void;
}

/** Set by `IapProvider`. */
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
