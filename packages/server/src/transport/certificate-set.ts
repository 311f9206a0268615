import { ClientCertificateError } from '../errors/client-certificate-error.js';
import { type CheckedCertificate, checkCertificate } from './checked-certificate.js';
import type { ClientCertificateSource, ClientCertificates } from './client-certificate.js';

/** Reads and checks every certificate that was given; at least one has to be valid at `now`. */
export function loadCertificates(given: ClientCertificates, now: number): readonly CheckedCertificate[] {
  const sources = isList(given) ? given : [given];
  const checked = sources.map((source, index) =>
    checkCertificate(typeof source === 'function' ? source() : source, fieldName(sources, index)),
  );
  usableCertificates(checked, now);
  return checked;
}

/**
 * The certificates that are valid at `now`, in the order in which they were given.
 *
 * @throws ClientCertificateError if there is none
 */
export function usableCertificates(
  checked: readonly CheckedCertificate[],
  now: number,
): readonly CheckedCertificate[] {
  const usable = checked.filter(
    ({ validFrom, validTo }) => validFrom.getTime() <= now && now <= validTo.getTime(),
  );
  if (usable.length > 0) return usable;
  const coming = checked.find(({ validFrom }) => validFrom.getTime() > now);
  if (coming !== undefined) {
    throw new ClientCertificateError(
      'CERTIFICATE_NOT_YET_VALID',
      'tls.cert',
      `it is valid only from ${coming.validFrom.toISOString()}. Check the clock of this machine.`,
    );
  }
  throw new ClientCertificateError(
    'CERTIFICATE_EXPIRED',
    'tls.cert',
    `it ran out at ${lastExpiry(checked).toISOString()}. Register a new one in the console and configure it.`,
  );
}

/** When the last of the certificates runs out: until then there is one to connect with. */
export function lastExpiry(checked: readonly CheckedCertificate[]): Date {
  return new Date(Math.max(...checked.map(({ validTo }) => validTo.getTime())));
}

function isList(given: ClientCertificates): given is Extract<ClientCertificates, readonly unknown[]> {
  return Array.isArray(given);
}

function fieldName(sources: readonly ClientCertificateSource[], index: number): string {
  return sources.length === 1 ? 'tls' : `tls[${index}]`;
}
