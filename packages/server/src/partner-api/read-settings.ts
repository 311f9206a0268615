import { PARTNER_API_ORIGIN } from '@ait-iap/protocol';
import { PartnerInputError } from '../errors/partner-input-error.js';
import { isTimeZone } from './status-instant.js';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The origin to ask.
 *
 * @param plain - whether `http` is allowed on the loopback address; mutual TLS always needs `https`
 * @throws PartnerInputError if `baseUrl` is not an origin
 */
export function readOrigin(baseUrl: string | undefined, plain: boolean): string {
  if (baseUrl === undefined) return PARTNER_API_ORIGIN;
  const url = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const refuse = (why: string) =>
    new PartnerInputError('baseUrl', why, `Pass an origin such as ${PARTNER_API_ORIGIN}, or leave it out.`);
  if (url === undefined) throw refuse('it is not an absolute URL');
  const isSafe =
    url.protocol === 'https:' || (plain && url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!isSafe) throw refuse('it is not https');
  if (url.username !== '' || url.password !== '') throw refuse('it holds a user name or a password');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw refuse('it holds more than scheme, host and port');
  }
  return url.origin;
}

/**
 * Reads a time zone that this runtime knows.
 *
 * @throws PartnerInputError if it is none
 */
export function readTimeZone(timeZone: string): string {
  if (isTimeZone(timeZone)) return timeZone;
  throw new PartnerInputError(
    'timeZone',
    'this runtime does not know it',
    'Pass an IANA name such as Asia/Seoul, or an offset such as +09:00.',
  );
}
