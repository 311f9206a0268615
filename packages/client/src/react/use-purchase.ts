import { useCallback, useRef } from 'react';
import type { PurchaseOptions } from '../iap-client/create-iap-client.js';
import type { PurchaseOutcome } from '../purchase/outcome.js';
import { buyForComponent } from './buy-for-component.js';
import { useIapContext } from './iap-context.js';
import { useLeaving } from './use-leaving.js';
import { useMountedState } from './use-mounted-state.js';

/** Buying, as a component sees it. */
export interface PurchaseHandle {
  /** `paying` from the tap until the outcome. */
  readonly status: 'idle' | 'paying' | 'done';
  /** How the last purchase of this component ended. */
  readonly outcome: PurchaseOutcome | undefined;
  /** Buys a one-time product; never rejects. */
  readonly purchase: (sku: string) => Promise<PurchaseOutcome>;
  /** Buys a subscription, with one of its offers if one is given; never rejects. */
  readonly subscribe: (sku: string, offerId?: string | null) => Promise<PurchaseOutcome>;
  /** Forgets the last outcome. */
  readonly reset: () => void;
}

type State = Pick<PurchaseHandle, 'status' | 'outcome'>;

const IDLE: State = { status: 'idle', outcome: undefined };

/**
 * Buys with the provider's `grant`. On unmount the component stops waiting; a payment that is made all the same is
 * still granted and answered, and shown should the component be mounted again, as `<Activity>` does.
 */
export function usePurchase(): PurchaseHandle {
  const { client, grant, onPaymentVisible, changed } = useIapContext();
  const [state, show] = useMountedState<State>(IDLE);
  const leaving = useLeaving();
  const paying = useRef(false);

  const follow = useCallback(
    (sku: string, buy: (options: PurchaseOptions) => Promise<PurchaseOutcome>) => {
      const { outcome, end } = buyForComponent(sku, buy, { grant, onPaymentVisible }, leaving());
      // A second tap gets its own outcome, and the component goes on showing the first.
      if (paying.current) return outcome;
      paying.current = true;
      show({ status: 'paying', outcome: undefined });
      void end.then((ended) => {
        paying.current = false;
        show({ status: 'done', outcome: ended });
        // Also for a component that has gone: others show what was bought.
        changed();
      });
      return outcome;
    },
    [grant, onPaymentVisible, leaving, show, changed],
  );
  const purchase = useCallback(
    (sku: string) => follow(sku, (options) => client.purchase(sku, options)),
    [client, follow],
  );
  const subscribe = useCallback(
    (sku: string, offerId?: string | null) =>
      follow(sku, (options) => client.subscribe(sku, { ...options, offerId })),
    [client, follow],
  );
  const reset = useCallback(() => show(IDLE), [show]);
  return { ...state, purchase, subscribe, reset };
}
