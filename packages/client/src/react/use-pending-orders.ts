import { useCallback, useEffect } from 'react';
import type { PendingOrder } from '../host/pending-order.js';
import { onPageRestored } from '../news/on-page-restored.js';
import type { RecoverOptions, RecoveryReport } from '../recovery/recover.js';
import { useIapContext } from './iap-context.js';
import { type ListState, useList } from './use-list.js';
import { useMountedState } from './use-mounted-state.js';

/** The pending orders, and a function to finish them. */
export interface PendingOrdersState extends ListState<PendingOrder> {
  /**
   * Grants and confirms them with the provider's `grant`. Rejects with an `IapError` if the list cannot be read.
   * Charges nobody.
   */
  readonly recover: (options?: Pick<RecoverOptions, 'signal' | 'grantTimeoutMs'>) => Promise<RecoveryReport>;
  /** The result of this component's last recovery. */
  readonly report: RecoveryReport | undefined;
}

/** Options of {@link usePendingOrders}. */
export interface UsePendingOrdersOptions {
  /**
   * Whether to recover on mount, and when the page comes back from the back/forward cache. Every app should do this once
   * at its start.
   * @defaultValue false
   */
  readonly recoverOnMount?: boolean | undefined;
}

/** The orders that are paid and not confirmed. Read again after each purchase. */
export function usePendingOrders({
  recoverOnMount = false,
}: UsePendingOrdersOptions = {}): PendingOrdersState {
  const { client, grant, changes, changed } = useIapContext();
  const [report, showReport] = useMountedState<RecoveryReport | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a purchase changes what is pending.
  const read = useCallback((signal: AbortSignal) => client.pendingOrders({ signal }), [client, changes]);
  const list = useList(read);
  const recover = useCallback(
    async (options: Pick<RecoverOptions, 'signal' | 'grantTimeoutMs'> = {}) => {
      const { signal, grantTimeoutMs } = options;
      const done = await client.recover({ grant, signal, grantTimeoutMs });
      // Also for an unmounted component, because others show what was granted.
      if (done.orders.length > 0) changed();
      if (!signal?.aborted) showReport(done);
      return done;
    },
    [client, grant, changed, showReport],
  );

  useEffect(() => {
    if (!recoverOnMount) return undefined;
    const gone = new AbortController();
    // The list shows the error. An abort is not an error.
    const start = () => void recover({ signal: gone.signal }).catch(() => {});
    start();
    const stopWatching = onPageRestored(start);
    return () => {
      stopWatching();
      gone.abort();
    };
  }, [recoverOnMount, recover]);

  return { ...list, report, recover };
}
