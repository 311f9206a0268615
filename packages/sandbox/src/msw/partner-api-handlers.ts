import { PARTNER_API_ORIGIN } from '@ait-iap/protocol';
import { delay, HttpResponse, http, type RequestHandler } from 'msw';
import { PartnerFault } from '../faults/partner-fault.js';
import type { Sandbox } from '../sandbox/sandbox.js';

/** Whose calls are answered, and as whom. */
export interface PartnerApiHandlersOptions {
  /** Origin that the code under test calls. @defaultValue 'https://apps-in-toss-api.toss.im' */
  readonly baseUrl?: string | undefined;
  /** CN of the certificate that the caller would present; left out, none is looked at. */
  readonly clientName?: string | undefined;
}

/**
 * Handlers for Mock Service Worker, in Node and in a browser: code that calls the partner API by its real address is
 * answered by a sandbox in the same process. A fault that cuts the connection is a network error, and one that hangs
 * never answers. There is no TLS in it: for certificates serve the sandbox.
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

/** The handler refuses to answer for the platform's name; here the code under test was told that it is mocked. */
function addressedToSandbox(request: Request): Request {
  const { pathname, search } = new URL(request.url);
  return new Request(new URL(pathname + search, 'https://localhost'), request);
}
