import type * as crypto from 'node:crypto';
import { PartnerInputError } from '../errors/partner-input-error.js';

/**
 * `node:crypto`, found at run time: the main entry also loads in runtimes without it, which pass their own
 * `fetch`.
 *
 * @throws PartnerInputError where there is none
 */
export function nodeCrypto(): typeof crypto {
  const found = (globalThis as { process?: NodeJS.Process }).process?.getBuiltinModule?.('node:crypto');
  if (found === undefined) {
    throw new PartnerInputError(
      'tls',
      'this runtime has no node:crypto',
      'Pass `fetch` instead of `tls`: one that is bound to the client certificate, such as a mutual TLS binding.',
    );
  }
  return found;
}
