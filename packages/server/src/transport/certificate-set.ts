import { ClientCertificateError } from '../errors/client-certificate-error.js';
import { isIapServerError } from '../errors/iap-server-error.js';
import { withoutSecrets } from '../errors/without-secrets.js';
import { type CheckedCertificate, checkCertificate } from './checked-certificate.js';
import type { ClientCertificate, ClientCertificateSource, ClientCertificates } from './client-certificate.js';

/** Called for each certificate that cannot be used while another one can. */
export type OnUnusable = (error: ClientCertificateError) => void;

/** The result of a source: a certificate, or why it cannot be used. */
type Loaded = CheckedCertificate | ClientCertificateError;

/**
 * Reads and checks every given certificate. One usable certificate is enough. `onUnusable` is called for the others.
 *
 * @returns a promise if a source is asynchronous
 * @throws ClientCertificateError of the first source, if no certificate can be used at `now`
 */
export function loadCertificates(
  given: ClientCertificates,
  now: () => number,
  onUnusable: OnUnusable,
): readonly CheckedCertificate[] | Promise<readonly CheckedCertificate[]> {
  const sources: readonly ClientCertificateSource[] = isList(given) ? given : [given];
  if (sources.length === 0) {
    const sentence = 'the list is empty. Pass one certificate, or two while one replaces the other.';
    throw new ClientCertificateError('CERTIFICATE_MISSING', 'tls', sentence);
  }
  const loaded = sources.map((source, index) => load(source, fieldName(sources, index)));
  const choose = (all: readonly Loaded[]) => chooseUsable(all, now(), onUnusable);
  return loaded.some(isPromise) ? Promise.all(loaded).then(choose) : choose(loaded as readonly Loaded[]);
}

/** Whether a certificate is valid at `now`. */
export function isUsable({ validFrom, validTo }: CheckedCertificate, now: number): boolean {
  return now >= validFrom.getTime() && now <= validTo.getTime();
}

/** Why none of the certificates is valid at `now`, in one error. */
export function whyNoneIsUsable(
  checked: readonly CheckedCertificate[],
  now: number,
): ClientCertificateError | undefined {
  const reasons = checked.flatMap((certificate) => whyNotNow(certificate, now) ?? []);
  // A certificate that is not valid yet says more than expired ones: the clock may be wrong.
  return reasons.find(({ code }) => code === 'CERTIFICATE_NOT_YET_VALID') ?? reasons.at(-1);
}

/** When the last of the certificates expires. Until then one of them works. */
export function lastExpiry(checked: readonly CheckedCertificate[]): Date {
  return new Date(Math.max(...checked.map(({ validTo }) => validTo.getTime())));
}

function load(source: ClientCertificateSource, field: string): Loaded | Promise<Loaded> {
  const check = (given: ClientCertificate): Loaded => {
    try {
      return checkCertificate(given, field);
    } catch (error) {
      if (error instanceof ClientCertificateError) return error;
      throw error;
    }
  };
  const failed = (error: unknown): Loaded => sourceFailure(error, field);
  try {
    const given = typeof source === 'function' ? source() : source;
    return isPromise(given) ? given.then(check, failed) : check(given);
  } catch (error) {
    return failed(error);
  }
}

function sourceFailure(error: unknown, field: string): ClientCertificateError {
  if (error instanceof ClientCertificateError) return error;
  // An error of this package already says what to do, for example if there is no node:crypto.
  if (isIapServerError(error)) throw error;
  return new ClientCertificateError(
    'CERTIFICATE_SOURCE_FAILED',
    field,
    'the function that gives it failed. See the cause; it is called again with the next question.',
    { cause: withoutSecrets(error) },
  );
}

function chooseUsable(
  loaded: readonly Loaded[],
  now: number,
  onUnusable: OnUnusable,
): readonly CheckedCertificate[] {
  const failures = loaded.filter(
    (each): each is ClientCertificateError => each instanceof ClientCertificateError,
  );
  const checked = loaded.filter(
    (each): each is CheckedCertificate => !(each instanceof ClientCertificateError),
  );
  if (checked.length === 0) throw failures[0];
  if (!checked.some((certificate) => isUsable(certificate, now))) throw whyNoneIsUsable(checked, now);
  const outOfTime = checked.flatMap((certificate) => whyNotNow(certificate, now) ?? []);
  for (const failure of [...failures, ...outOfTime]) onUnusable(failure);
  return checked;
}

function whyNotNow(certificate: CheckedCertificate, now: number): ClientCertificateError | undefined {
  if (isUsable(certificate, now)) return undefined;
  const { field, validFrom, validTo } = certificate;
  if (now < validFrom.getTime()) {
    const sentence = `it is valid only from ${validFrom.toISOString()}. Check the clock of this machine.`;
    return new ClientCertificateError('CERTIFICATE_NOT_YET_VALID', field, sentence);
  }
  const sentence = `it ran out at ${validTo.toISOString()}. Register a new one in the console and configure it.`;
  return new ClientCertificateError('CERTIFICATE_EXPIRED', field, sentence);
}

function isPromise<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof (value as { then?: unknown } | undefined)?.then === 'function';
}

function isList(given: ClientCertificates): given is Extract<ClientCertificates, readonly unknown[]> {
  return Array.isArray(given);
}

function fieldName(sources: readonly ClientCertificateSource[], index: number): string {
  return sources.length === 1 ? 'tls' : `tls[${index}]`;
}
