import { useCallback, useEffect, useRef, useState } from 'react';
import type { PurchaseOutcome } from '../purchase/outcome.js';
import { useIapContext } from './iap-context.js';

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
 * still granted and answered.
 */
export function usePurchase(): PurchaseHandle {
  const { client, grant, onPaymentVisible, changed } = useIapContext();
  const [state, setState] = useState<State>(IDLE);
  const mounted = useRef<AbortController | undefined>(undefined);
  const paying = useRef(false);

  useEffect(() => {
    const controller = new AbortController();
    mounted.current = controller;
    return () => controller.abort();
  }, []);

  const follow = useCallback(
    async (buy: (signal: AbortSignal | undefined) => Promise<PurchaseOutcome>) => {
      const signal = mounted.current?.signal;
      // A second tap gets its own outcome, and the component goes on showing the first.
      if (paying.current) return buy(signal);
      paying.current = true;
      setState({ status: 'paying', outcome: undefined });
      const outcome = await buy(signal);
      paying.current = false;
      if (signal?.aborted) return outcome;
      setState({ status: 'done', outcome });
      changed();
      return outcome;
    },
    [changed],
  );
  const purchase = useCallback(
    (sku: string) => follow((signal) => client.purchase(sku, { grant, onPaymentVisible, signal })),
    [client, grant, onPaymentVisible, follow],
  );
  const subscribe = useCallback(
    (sku: string, offerId?: string | null) =>
      follow((signal) => client.subscribe(sku, { grant, onPaymentVisible, signal, offerId })),
    [client, grant, onPaymentVisible, follow],
  );
  const reset = useCallback(() => setState(IDLE), []);
  return { ...state, purchase, subscribe, reset };
}
