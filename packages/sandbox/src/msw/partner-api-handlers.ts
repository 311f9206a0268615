import { PARTNER_API_ORIGIN } from '@ait-iap/protocol';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { PartnerFault } from '../faults/partner-fault.js';
import type { Sandbox } from '../sandbox/sandbox.js';

/** Options of {@link partnerApiHandlers}. */
export interface PartnerApiHandlersOptions {
  /** The origin that the code under test calls. @defaultValue 'https://apps-in-toss-api.toss.im' */
  readonly baseUrl?: string | undefined;
  /** The CN of the certificate that the caller would present. @defaultValue not checked */
  readonly clientName?: string | undefined;
}

/**
 * Handlers for Mock Service Worker, in Node and in a browser. If code calls the partner API by its real address, a
 * sandbox in the same process answers. A fault that cuts the connection becomes a network error, and one that hangs
 * never answers. There is no TLS: to test certificates, use `serveSandbox`.
 *
 * @example
 * const sandbox = createSandbox();
 * const server = setupServer(...partnerApiHandlers(sandbox));
 */
export function partnerApiHandlers(
  sandbox: Pick<Sandbox, 'partnerApi'>,
  options: PartnerApiHandlersOptions = {},
): RequestHandler[] {
  const { baseUrl = PARTNER_API_ORIGIN, clientName } = options;
  const context = clientName === undefined ? {} : { clientName };
  return [
    http.all(`${baseUrl}/*`, async ({ request }) => {
      try {
        return await sandbox.partnerApi(addressedToSandbox(request), context);
      } catch (error) {
        if (!(error instanceof PartnerFault)) throw error;
        if (error.kind === 'hang') await delay('infinite');
        return HttpResponse.error();
      }
    }),
  ];
}

/**
 * The handler refuses to answer for the platform's name. Here that is allowed, because the test has chosen to mock it.
 */
function addressedToSandbox(request: Request): Request {
  const { pathname, search } = new URL(request.url);
  return new Request(new URL(pathname + search, 'https://localhost'), request);
}
