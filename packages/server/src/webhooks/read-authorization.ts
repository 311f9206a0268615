import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import { kindOf } from '../options/option-reader.js';
import {
  AUTHORIZATION_SCHEMES,
  type AuthorizationScheme,
  type ReadAuthorization,
  type WebhookAuthorization,
} from './check-authorization.js';

/**
 * Reads who may send webhooks. `undefined` means anybody.
 *
 * @throws FulfillmentInputError if it is certainly a mistake: no value, or a scheme that does not exist
 */
export function readAuthorization(
  authorization: WebhookAuthorization | 'none',
): ReadAuthorization | undefined {
  if (authorization === 'none') return undefined;
  const { scheme, value }: { scheme?: unknown; value?: unknown } = { ...Object(authorization) };
  const values = [value].flat();
  if (values.length === 0 || values.some((each) => typeof each !== 'string' || each === '')) {
    throw new FulfillmentInputError(
      'authorization',
      'it names no value. Pass the scheme and the value of the console, or "none" if you chose no header.',
    );
  }
  if (values.some((each) => String(each).trim() !== each)) {
    throw new FulfillmentInputError(
      'authorization.value',
      'it begins or ends with white space, which a header cannot carry. Pass it as the console shows it.',
    );
  }
  const schemes = [scheme].flat().map(readScheme);
  if (schemes.length === 0) throw noScheme('the list is empty');
  return { schemes, values: values as readonly string[] };
}

function readScheme(word: unknown): AuthorizationScheme {
  const known =
    typeof word === 'string' &&
    AUTHORIZATION_SCHEMES.find((scheme) => scheme.toLowerCase() === word.toLowerCase());
  if (known) return known;
  throw noScheme(typeof word === 'string' ? 'there is no such scheme' : `it is ${kindOf(word)}`);
}

function noScheme(why: string): FulfillmentInputError {
  return new FulfillmentInputError(
    'authorization.scheme',
    `${why}. Pass 'Basic', 'Bearer', or both: ['Basic', 'Bearer'].`,
  );
}
