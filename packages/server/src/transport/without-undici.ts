import { PartnerInputError } from '../errors/partner-input-error.js';

/**
 * Stands in for undici where a bundler builds for another runtime than Node: undici would not build there,
 * and only `tls` needs it. Which of the two it is, is said in `imports` of package.json.
 */
export class UndiciChannels {
  constructor() {
    throw new PartnerInputError(
      'tls',
      'this was built for a runtime other than Node',
      'Pass `fetch` instead: one that is bound to the client certificate, such as a mutual TLS binding.',
    );
  }
}
