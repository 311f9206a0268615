import { useCallback, useRef } from 'react';
import type { PurchaseOptions } from '../iap-client/create-iap-client.js';
import type { PurchaseOutcome } from '../purchase/outcome.js';
import type { PurchaseRun } from '../purchase/start-purchase.js';
import { useIapContext } from './iap-context.js';
import { useLeaving } from './use-leaving.js';
import { useMountedState } from './use-mounted-state.js';

/** What a tap may say beside the product. */
export type BuyOptions = Pick<PurchaseOptions, 'buyAgain'>;

/** Buying, as a component sees it. */
export interface PurchaseHandle {
  /**
   * `paying` from the tap until the outcome; `checking` in between while an earlier payment for the product is looked
   * after, which takes seconds and shows nothing by itself: say that you are checking the last payment.
   */
  readonly status: 'idle' | 'checking' | 'paying' | 'done';
  /** How the last purchase of this component ended. */
  readonly outcome: PurchaseOutcome | undefined;
  /** Buys a one-time product; never rejects. */
  readonly purchase: (sku: string, options?: BuyOptions) => Promise<PurchaseOutcome>;
  /** Buys a subscription, with one of its offers if one is given; never rejects. */
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
 * Buys with the provider's `grant`. On unmount the component stops waiting; a payment that is made all the same is
 * still granted and answered, and shown should the component be mounted again, as `<Activity>` does.
 */
export function usePurchase(): PurchaseHandle {
  const { client, grant, onPaymentVisible, changed } = useIapContext();
  const [state, show] = useMountedState<State>(IDLE);
  const leaving = useLeaving();
  const paying = useRef(false);
  /** What the component shows now: a purchase of before that ends late must not take its place. */
  const shown = useRef<object>(IDLE);

  const follow = useCallback(
    (start: (options: PurchaseOptions) => PurchaseRun) => {
      // A second tap gets its own outcome, and the component goes on showing the first.
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
      // A sheet that fell silent was paid after all, or given up.
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
        // Also for a component that has gone: others show what was bought.
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
