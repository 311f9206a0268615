import { systemClock } from '../clock/system-clock.js';
import { lastExpiry, loadCertificates } from './certificate-set.js';
import type { ClientCertificates } from './client-certificate.js';

/**
 * When the last of the client certificates runs out, for a health check of a process that has no partner
 * client. A client tells the same of the certificates that it uses: `partner.certificateExpiresAt()`.
 *
 * @throws ClientCertificateError if one of them cannot be used, or all have run out
 */
export function certificateExpiresAt(tls: ClientCertificates): Date {
  return lastExpiry(loadCertificates(tls, systemClock.now()));
}
