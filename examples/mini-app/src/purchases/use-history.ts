import { type HistoryOrder, type IapError, toIapError } from '@ait-iap/client';
import { useIap } from '@ait-iap/client/react';
import { useEffect, useState } from 'react';

interface History {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly items: readonly HistoryOrder[];
  readonly error?: IapError;
}

/** The first orders of the history are enough for one screen. */
const SHOWN = 50;

/** What was bought and refunded, read again when `change` does. */
export function useHistory(change: unknown): History {
  const iap = useIap();
  const [history, setHistory] = useState<History>({ status: 'loading', items: [] });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed is not needed, only that it did.
  useEffect(() => {
    const gone = new AbortController();
    const read = async () => {
      const items: HistoryOrder[] = [];
      for await (const order of iap.orders({ signal: gone.signal })) {
        if (items.push(order) === SHOWN) break;
      }
      return items;
    };
    read().then(
      (items) => !gone.signal.aborted && setHistory({ status: 'ready', items }),
      (error: unknown) => {
        if (gone.signal.aborted) return;
        setHistory({ status: 'failed', items: [], error: toIapError(error, 'read the history') });
      },
    );
    return () => gone.abort();
  }, [iap, change]);
  return history;
}
