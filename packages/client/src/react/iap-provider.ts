import {
  createElement,
  type ReactElement,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { GrantCallback } from '../grant/grant-callback.js';
import { createIapClient, type IapClient } from '../iap-client/create-iap-client.js';
import { onOrdersChanged, tellOrdersChanged } from '../news/order-news.js';
import { IapContext } from './iap-context.js';
import { useMountedState } from './use-mounted-state.js';

const NO_CHANGES = {};

/** What {@link IapProvider} is given. */
export interface IapProviderProps {
  /** Gives the user a product that was paid: `httpGrant`, or your own. May be a new function at each render. */
  readonly grant: GrantCallback;
  /**
   * The client of all hooks below.
   * @defaultValue one over the default bridge, made once
   */
  readonly client?: IapClient | undefined;
  /** Told `true` before an order sheet opens and `false` once it is done: pause music and video in between. */
  readonly onPaymentVisible?: ((visible: boolean) => void) | undefined;
  readonly children?: ReactNode | undefined;
}

/** Makes in-app purchase available to the hooks below it. Put one around the app, not around a shop page. */
export function IapProvider({ client, grant, onPaymentVisible, children }: IapProviderProps): ReactElement {
  const [ownClient] = useState(() => client ?? createIapClient());
  const [changes, showChanges] = useMountedState<object>(NO_CHANGES);
  const latest = useRef({ grant, onPaymentVisible });
  useEffect(() => {
    latest.current = { grant, onPaymentVisible };
  }, [grant, onPaymentVisible]);
  // What the app passes may change with each render; these keep their identity and call the newest.
  const newestGrant = useCallback<GrantCallback>((order) => latest.current.grant(order), []);
  const tellVisible = useCallback((visible: boolean) => latest.current.onPaymentVisible?.(visible), []);
  const changed = useCallback(() => {
    showChanges({});
    tellOrdersChanged();
  }, [showChanges]);
  useEffect(() => onOrdersChanged(() => showChanges({})), [showChanges]);
  const value = useMemo(
    () => ({
      client: client ?? ownClient,
      grant: newestGrant,
      onPaymentVisible: tellVisible,
      changes,
      changed,
    }),
    [client, ownClient, newestGrant, tellVisible, changes, changed],
  );
  return createElement(IapContext.Provider, { value }, children);
}
