import { errorCodes } from '../errors/error-codes.js';
import { PartnerTlsError, type TlsFailure } from '../errors/partner-tls-error.js';

// OpenSSL 3.0 writes SSLV3_ALERT_… or TLSV1_ALERT_…, 3.5 writes SSL/TLS_ALERT_…, so only the end of the word
// is compared.
const CODES: readonly (readonly [RegExp, TlsFailure])[] = [
  [/ALERT_CERTIFICATE_EXPIRED$/, 'client_certificate_expired'],
  [/ALERT_CERTIFICATE_REQUIRED$/, 'client_certificate_missing'],
  [
    /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_UNKNOWN|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED|DECRYPT_ERROR)$/,
    'client_certificate_refused',
  ],
  [/KEY_VALUES_MISMATCH$/, 'client_key_does_not_fit'],
  [/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, 'server_certificate_expired'],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, 'server_name_mismatch'],
  [
    /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)|CERT_(SIGNATURE_FAILURE|UNTRUSTED|REJECTED|REVOKED|CHAIN_TOO_LONG)|INVALID_(CA|PURPOSE))$/,
    'server_not_trusted',
  ],
  [/^(EPROTO|ERR_SSL_.*|ERR_TLS_.*)$/, 'handshake_failed'],
];

const SENTENCES: Readonly<Record<TlsFailure, string>> = {
  client_certificate_expired:
    'it says that the client certificate has expired. Register a new one in the console and configure it.',
  client_certificate_refused:
    'it refused the client certificate. Check that the certificate is of this mini-app and still registered in the console.',
  client_certificate_missing: 'it got no client certificate. Pass `tls`, or a `fetch` that is bound to one.',
  client_key_does_not_fit:
    'the key does not fit the client certificate. Pass the key that was downloaded together with it.',
  server_certificate_expired:
    'its certificate has expired or is not valid yet. Check the clock of this machine and baseUrl.',
  server_name_mismatch:
    'its certificate is for another host. Check baseUrl, and that no proxy is in between.',
  server_not_trusted:
    'its certificate comes from a CA that is not trusted here. Check baseUrl; pass the CA in `tls.ca` if it is your own.',
  handshake_failed: 'the TLS handshake failed. Check baseUrl, and that it is HTTPS that answers there.',
};

/**
 * Tells why a TLS handshake failed, by the code of an error or of one of its causes. `undefined` if it was something
 * else.
 */
export function tlsFailure(error: unknown): TlsFailure | undefined {
  return CODES.find(([pattern]) => errorCodes(error).some((code) => pattern.test(code)))?.[1];
}

/** Makes the error of this package for a TLS failure. `cause` must not contain secrets. */
export function tlsError(failure: TlsFailure, cause: unknown): PartnerTlsError {
  return new PartnerTlsError(failure, SENTENCES[failure], { cause });
}
