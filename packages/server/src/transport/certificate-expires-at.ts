import { systemClock } from '../clock/system-clock.js';
import { PartnerInputError } from '../errors/partner-input-error.js';
import { lastExpiry, loadCertificates } from './certificate-set.js';
import type { ClientCertificates } from './client-certificate.js';

/**
 * Returns when the last of the client certificates expires, for a health check in a process without a partner client. A
 * client tells the same about its own certificates: `partner.certificateExpiresAt()`.
 *
 * @throws ClientCertificateError if none of them can be used
 * @throws PartnerInputError if a source is asynchronous: await it, and pass its result
 */
export function certificateExpiresAt(tls: ClientCertificates): Date {
  const loaded = loadCertificates(
    tls,
    () => systemClock.now(),
    () => undefined,
  );
  if (!(loaded instanceof Promise)) return lastExpiry(loaded);
  loaded.catch(() => undefined);
  throw new PartnerInputError('tls', 'its source is asynchronous', 'Await the source, and pass its result.');
}
