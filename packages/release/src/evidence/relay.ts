import type { Route } from 'playwright-core';

/** The request to the backend, and the headers of its answer. */
export interface Relayed {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly answerHeaders: Readonly<Record<string, string>>;
}

/**
 * Answers a page with a backend's answer. If the page was closed in the meantime, it needs no answer, and the next
 * scenario must not fail because of it.
 */
export async function relay(
  route: Pick<Route, 'fetch' | 'fulfill' | 'abort'>,
  { url, headers, answerHeaders }: Relayed,
): Promise<void> {
  const response = await route.fetch({ url, headers: { ...headers } }).catch(() => undefined);
  const answered =
    response === undefined
      ? route.abort('connectionrefused')
      : route.fulfill({ response, headers: { ...response.headers(), ...answerHeaders } });
  await answered.catch(() => {});
}
