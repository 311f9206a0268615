import { expect, test } from 'vitest';
import { errorCodes } from '../errors/error-codes.js';
import { tlsFailure } from './tls-failure.js';

test.each([
  ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'client_certificate_expired'],
  ['ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED', 'client_certificate_expired'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'client_certificate_refused'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'client_certificate_missing'],
  ['ERR_OSSL_X509_KEY_VALUES_MISMATCH', 'client_key_does_not_fit'],
  ['CERT_HAS_EXPIRED', 'server_certificate_expired'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'server_not_trusted'],
  ['EPROTO', 'handshake_failed'],
  ['ECONNRESET', undefined],
])('the code %s is the failure %s, also deep in a chain of causes', (code, failure) => {
  const error = new Error('outer', {
    cause: new AggregateError([Object.assign(new Error('inner'), { code })]),
  });
  expect(errorCodes(error)).toEqual([code]);
  expect(tlsFailure(error)).toBe(failure);
});
