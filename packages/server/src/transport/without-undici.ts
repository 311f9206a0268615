import { PartnerInputError } from '../errors/partner-input-error.js';

/**
 * Replaces undici if a bundler builds for a runtime other than Node. undici would not build there, and only `tls` needs
 * it. `imports` in package.json decides which of the two is used.
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
