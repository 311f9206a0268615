import { systemClock } from '../clock/system-clock.js';
import { PartnerInputError } from '../errors/partner-input-error.js';
import { lastExpiry, loadCertificates } from './certificate-set.js';
import type { ClientCertificates } from './client-certificate.js';

/**
 * When the last of the client certificates runs out, for a health check of a process that has no partner
 * client. A client tells the same of the certificates that it uses: `partner.certificateExpiresAt()`.
 *
 * @throws ClientCertificateError if none of them can be used
 * @throws PartnerInputError if a source is asynchronous: await it, and pass what it gives
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
