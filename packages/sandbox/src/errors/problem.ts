/** An error of the sandbox's own HTTP interface, in the form of RFC 9457. */
export interface Problem {
  readonly status: number;
  /** For programs. */
  readonly code: string;
  /** For people: what is wrong and what to do. */
  readonly detail: string;
  /** The wrong part of the request, if there is one. */
  readonly field?: string;
  /** Every broken rule, if there can be several. */
  readonly problems?: readonly unknown[];
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  500: 'Internal Server Error',
};

/** Makes the answer with a problem. */
export function problem(given: Problem): Response {
  const body = JSON.stringify({ type: 'about:blank', title: TITLES[given.status] ?? 'Error', ...given });
  return new Response(body, {
    status: given.status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
