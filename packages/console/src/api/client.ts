import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { Call } from './call.js';
import { send } from './send.js';

/** Data stays fresh because the sandbox tells when something changes, not because time passes. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false },
  },
});

/** Reads from the control API. */
export function read<Answer>(path: string) {
  const call: Call = { method: 'GET', path };
  return queryOptions({
    queryKey: ['api', path],
    queryFn: ({ signal }) => send<Answer>(call, signal),
  });
}

/** Call it when something has changed in the sandbox. Data on the screen is read again. */
export function readAgain(): void {
  void queryClient.invalidateQueries();
}
