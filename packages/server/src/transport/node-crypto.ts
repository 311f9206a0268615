import type * as crypto from 'node:crypto';
import type * as tls from 'node:tls';
import { PartnerInputError } from '../errors/partner-input-error.js';

/**
 * `node:crypto`, looked up at run time. The main entry also loads in runtimes without it, which pass their own `fetch`.
 *
 * @throws PartnerInputError if the runtime has none
 */
export function nodeCrypto(): typeof crypto {
  return builtin('node:crypto');
}

/** `node:tls`, looked up like {@link nodeCrypto}. */
export function nodeTls(): typeof tls {
  return builtin('node:tls');
}

function builtin<Module>(name: string): Module {
  const found = (globalThis as { process?: NodeJS.Process }).process?.getBuiltinModule?.(name);
  if (found === undefined) {
    throw new PartnerInputError(
      'tls',
      `this runtime has no ${name}`,
      'Pass `fetch` instead of `tls`: one that is bound to the client certificate, such as a mutual TLS binding.',
    );
  }
  return found as Module;
}
