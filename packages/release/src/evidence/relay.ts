import type { Route } from 'playwright-core';

/** What is sent to the backend in the page's place, and which headers its answer gets. */
export interface Relayed {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly answerHeaders: Readonly<Record<string, string>>;
}

/**
 * Answers a page with what a backend says. A page that was closed meanwhile takes no answer, and needs none: that is no failure of what
 * is played next.
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
