import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { Call } from './call.js';
import { send } from './send.js';

/** What is shown stays fresh because the sandbox tells when something changes, not because time passes. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false },
  },
});

/** Reads something of the control API. */
export function read<Answer>(path: string) {
  const call: Call = { method: 'GET', path };
  return queryOptions({
    queryKey: ['api', path],
    queryFn: ({ signal }) => send<Answer>(call, signal),
  });
}

/** Something has changed in the sandbox: what is on the screen is read again. */
export function readAgain(): void {
  void queryClient.invalidateQueries();
}
