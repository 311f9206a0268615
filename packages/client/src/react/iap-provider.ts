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

/** The props of {@link IapProvider}. */
export interface IapProviderProps {
  /** Grants the product of a paid order: `httpGrant` or your own callback. It may be a new function at each render. */
  readonly grant: GrantCallback;
  /**
   * The client for all hooks below.
   * @defaultValue a client over the default bridge, created once
   */
  readonly client?: IapClient | undefined;
  /**
   * Called with `true` before an order sheet opens and with `false` when it has closed. Pause music and video in
   * between.
   */
  readonly onPaymentVisible?: ((visible: boolean) => void) | undefined;
  /** The components that use the client. */
  readonly children?: ReactNode | undefined;
}

/** Makes in-app purchase available to the hooks below it. Put it around the whole app, not around a shop page. */
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
