import type { BackendAnswer, MissingHeader } from './backend-answer.js';
import { originsOf } from './origins.js';

/** How long a backend may take to answer, in milliseconds. */
const PATIENCE = 10_000;

/** Asks each backend once for each origin, like a browser: a preflight, then a request with credentials. */
export async function askBackends(
  appName: string,
  addresses: readonly string[],
  ask: typeof fetch,
): Promise<readonly BackendAnswer[]> {
  const backends = [...new Set(addresses)].filter(isAskable);
  const answers = backends.map((backend) =>
    originsOf(appName).map(async ({ kind, origin }): Promise<BackendAnswer> => {
      try {
        return {
          backend,
          kind,
          origin,
          missing: await missingFor(backend, origin, ask),
          unreachable: undefined,
        };
      } catch (error) {
        return { backend, kind, origin, missing: [], unreachable: reasonOf(error) };
      }
    }),
  );
  return Promise.all(answers.flat());
}

/** Sockets have no preflight. */
const isAskable = (address: string) => URL.parse(address)?.protocol.startsWith('http') === true;

async function missingFor(
  backend: string,
  origin: string,
  ask: typeof fetch,
): Promise<readonly MissingHeader[]> {
  const preflight = await ask(backend, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
  });
  await preflight.body?.cancel();
  const request = await ask(backend, {
    method: 'GET',
    headers: { origin, cookie: 'ait-iap-release=check' },
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
  });
  await request.body?.cancel();
  // A route that only accepts POST does not show its headers for GET, and a POST might change something.
  const answered = ![404, 405].includes(request.status);
  return [
    ...missingIn('preflight', preflight.headers, origin),
    ...(answered ? missingIn('request', request.headers, origin) : []),
  ];
}

function* missingIn(
  answerTo: MissingHeader['answerTo'],
  headers: Headers,
  origin: string,
): Generator<MissingHeader> {
  const allowed = headers.get('access-control-allow-origin') ?? undefined;
  if (allowed !== origin)
    yield {
      ...{ header: 'access-control-allow-origin', answerTo, found: allowed, wanted: origin },
      needed: neededUnless(allowed === '*'),
    };
  const credentials = headers.get('access-control-allow-credentials') ?? undefined;
  if (credentials !== 'true')
    yield {
      ...{ header: 'access-control-allow-credentials', answerTo, found: credentials, wanted: 'true' },
      needed: 'with-credentials',
    };
  if (answerTo === 'request') return;
  const names = headers.get('access-control-allow-headers') ?? undefined;
  if (!listed(names).includes('content-type'))
    yield {
      ...{ header: 'access-control-allow-headers', answerTo, found: names, wanted: 'content-type' },
      needed: neededUnless(listed(names).includes('*')),
    };
  // POST needs no permission, but a list without it is usually a mistake.
  const methods = headers.get('access-control-allow-methods') ?? undefined;
  if (methods !== undefined && !listed(methods).includes('post') && !listed(methods).includes('*'))
    yield {
      ...{ header: 'access-control-allow-methods', answerTo, found: methods, wanted: 'POST' },
      needed: 'always',
    };
}

/** A browser takes "*" for everything, unless the page sends credentials. */
const neededUnless = (isWildcard: boolean) => (isWildcard ? 'with-credentials' : 'always');

const listed = (value: string | undefined) =>
  (value ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim());

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.name : 'unknown';
};
