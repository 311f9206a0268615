import { useCallback, useRef } from 'react';
import type { PurchaseOptions } from '../iap-client/create-iap-client.js';
import type { PurchaseOutcome } from '../purchase/outcome.js';
import type { PurchaseRun } from '../purchase/start-purchase.js';
import { useIapContext } from './iap-context.js';
import { useLeaving } from './use-leaving.js';
import { useMountedState } from './use-mounted-state.js';

/** The options of a tap, besides the product. */
export type BuyOptions = Pick<PurchaseOptions, 'buyAgain'>;

/** The state of a purchase in a component. */
export interface PurchaseHandle {
  /**
   * `paying` from the tap until the outcome. `checking` while an earlier payment for the product is checked. That takes
   * seconds and shows nothing by itself, so say that you are checking the last payment.
   */
  readonly status: 'idle' | 'checking' | 'paying' | 'done';
  /** The outcome of this component's last purchase. */
  readonly outcome: PurchaseOutcome | undefined;
  /** Buys a one-time product. Never rejects: the outcome tells whether money has moved. */
  readonly purchase: (sku: string, options?: BuyOptions) => Promise<PurchaseOutcome>;
  /** Buys a subscription, with an offer if one is given. Never rejects: the outcome tells whether money has moved. */
  readonly subscribe: (
    sku: string,
    offerId?: string | null,
    options?: BuyOptions,
  ) => Promise<PurchaseOutcome>;
  /** Forgets the last outcome. */
  readonly reset: () => void;
}

type State = Pick<PurchaseHandle, 'status' | 'outcome'>;

const IDLE: State = { status: 'idle', outcome: undefined };
const CHECKING: State = { status: 'checking', outcome: undefined };
const PAYING: State = { status: 'paying', outcome: undefined };

/**
 * Buys with the provider's `grant`. On unmount the component stops waiting. If the user still pays, the order is
 * granted and answered, and its outcome is shown if the component is mounted again, as with `<Activity>`.
 */
export function usePurchase(): PurchaseHandle {
  const { client, grant, onPaymentVisible, changed } = useIapContext();
  const [state, show] = useMountedState<State>(IDLE);
  const leaving = useLeaving();
  const paying = useRef(false);
  /** The purchase that the component shows now. An earlier one that ends late must not replace it. */
  const shown = useRef<object>(IDLE);

  const follow = useCallback(
    (start: (options: PurchaseOptions) => PurchaseRun) => {
      // A second tap gets its own outcome, but the component keeps showing the first.
      const isShown = !paying.current;
      paying.current = true;
      const own = {};
      if (isShown) {
        shown.current = own;
        show(PAYING);
      }
      let isOver = false;
      const onChecking = (checking: boolean) => {
        if (isShown) show(checking ? CHECKING : PAYING);
      };
      // A sheet without a final message was paid after all, or was abandoned.
      const onSheetEnded = (late: PurchaseOutcome) => {
        if (!isOver) return;
        if (shown.current === own) show({ status: 'done', outcome: late });
        changed();
      };
      const { outcome, end } = start({
        grant,
        onPaymentVisible,
        onChecking,
        onSheetEnded,
        signal: leaving(),
      });
      if (!isShown) return outcome;
      void end.then((ended) => {
        isOver = true;
        paying.current = false;
        show({ status: 'done', outcome: ended });
        // Also for an unmounted component, because others show what was bought.
        changed();
      });
      return outcome;
    },
    [grant, onPaymentVisible, leaving, show, changed],
  );
  const purchase = useCallback<PurchaseHandle['purchase']>(
    (sku, { buyAgain } = {}) => follow((options) => client.startPurchase(sku, { ...options, buyAgain })),
    [client, follow],
  );
  const subscribe = useCallback<PurchaseHandle['subscribe']>(
    (sku, offerId, { buyAgain } = {}) =>
      follow((options) => client.startSubscription(sku, { ...options, buyAgain, offerId })),
    [client, follow],
  );
  const reset = useCallback(() => {
    shown.current = IDLE;
    show(IDLE);
  }, [show]);
  return { ...state, purchase, subscribe, reset };
}
