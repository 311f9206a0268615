import { useCallback, useEffect } from 'react';
import type { PendingOrder } from '../host/pending-order.js';
import type { RecoverOptions, RecoveryReport } from '../recovery/recover.js';
import { useIapContext } from './iap-context.js';
import { type ListState, useList } from './use-list.js';
import { useMountedState } from './use-mounted-state.js';

/** The pending orders, and the way to finish them. */
export interface PendingOrdersState extends ListState<PendingOrder> {
  /** Grants and closes them with the provider's `grant`; rejects with an `IapError` if the list cannot be read. */
  readonly recover: (options?: Pick<RecoverOptions, 'signal' | 'grantTimeoutMs'>) => Promise<RecoveryReport>;
  /** What the last recovery of this component did. */
  readonly report: RecoveryReport | undefined;
}

/** How {@link usePendingOrders} works. */
export interface UsePendingOrdersOptions {
  /**
   * Recovers as soon as the component is there: what every app should do on its start.
   * @defaultValue false
   */
  readonly recoverOnMount?: boolean | undefined;
}

/** The orders that are paid and not confirmed, read again after each purchase. */
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
      // Also where nobody waits for it any more: other components show what was granted.
      if (done.orders.length > 0) changed();
      if (!signal?.aborted) showReport(done);
      return done;
    },
    [client, grant, changed, showReport],
  );

  useEffect(() => {
    if (!recoverOnMount) return undefined;
    const gone = new AbortController();
    // The list tells the error; an abort is no error.
    recover({ signal: gone.signal }).catch(() => {});
    return () => gone.abort();
  }, [recoverOnMount, recover]);

  return { ...list, report, recover };
}
