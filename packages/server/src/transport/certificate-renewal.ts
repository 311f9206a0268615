import type { Clock } from '@ait-iap/protocol';
import { inTime } from '../clock/in-time.js';
import { ClientCertificateError } from '../errors/client-certificate-error.js';
import { loadCertificates, type OnUnusable } from './certificate-set.js';
import { isClientFailure } from './channels.js';
import type { CheckedCertificate } from './checked-certificate.js';
import type { ClientCertificateSource, ClientCertificates } from './client-certificate.js';
import { isOnDisk } from './on-disk.js';

/** What a renewal needs of the transport. */
export interface RenewalOptions {
  readonly tls: ClientCertificates;
  /** The time that certificates are valid at, in milliseconds since 1970. */
  readonly now: () => number;
  /** The clock that pauses and waits are measured by. */
  readonly pace: Clock;
  readonly onUnusable: OnUnusable;
  /** The certificates in use. */
  readonly current: () => readonly CheckedCertificate[];
  /** Uses others for new connections. */
  readonly use: (certificates: readonly CheckedCertificate[]) => void;
}

/** How often files are read again while calls are made, in milliseconds. */
const LOOK_EVERY_MS = 60_000;
// The two files of a pair are written one after the other, and each of them not at once. What is the same after this time
// was written to its end.
const SETTLES_IN_MS = 5_000;
/** How often sources are called again because a certificate was refused, in milliseconds. */
const REFUSED_EVERY_MS = 10_000;
/** How long a refused call waits for its source. Shorter than an attempt, so that its error stays the refusal. */
const REFUSED_WAITS_MS = 3_000;

/**
 * Finds certificates that were replaced at their source, without a restart and without a timer: files are read again
 * now and then while calls are made, and every source when a certificate is refused or has run out. What cannot be used
 * is reported once, and the certificates in use stay.
 */
export class CertificateRenewal {
  readonly #options: RenewalOptions;
  readonly #sources: readonly ClientCertificateSource[];
  readonly #isOnDisk: boolean;
  #lookedAt: number;
  #pause = LOOK_EVERY_MS;
  /** What the last look found, if it is not in use. */
  #candidate = '';
  #refusedAt = Number.NEGATIVE_INFINITY;
  #renewing: Promise<boolean> | undefined;
  /** How often sources were called because of a refusal, and which of these calls gave the certificates in use. */
  #calls = 0;
  #callInUse = 0;
  #told = '';

  constructor(options: RenewalOptions) {
    this.#options = options;
    this.#sources = [options.tls].flat() as readonly ClientCertificateSource[];
    const functions = this.#sources.filter((source) => typeof source === 'function');
    // A function of the application may ask a secret manager, which costs more than a look into a folder.
    this.#isOnDisk = functions.length > 0 && functions.every(isOnDisk);
    this.#lookedAt = options.pace.now();
  }

  /** Reads the files again if it is time. New ones are used once two looks have found the same. */
  lookIfDue(): void {
    const { pace, current, use } = this.#options;
    const instant = pace.now();
    if (!this.#isOnDisk || isWithin(instant, this.#lookedAt, this.#pause)) return;
    this.#lookedAt = instant;
    const found = this.#read();
    // All sources are on disk, so nothing has to be awaited.
    if (found instanceof Promise) return;
    const name = identityOf(found ?? []);
    const isNew = found !== undefined && name !== identityOf(current());
    if (isNew && name === this.#candidate) use(found);
    const isSettled = found !== undefined && (!isNew || name === this.#candidate);
    this.#candidate = isSettled ? '' : name;
    this.#pause = isSettled ? LOOK_EVERY_MS : SETTLES_IN_MS;
  }

  /**
   * Calls the sources again after a refusal. Resolves with whether there is something else to send with now. A source that
   * does not answer is not waited for: what it gives later is used by the calls after that.
   */
  afterRefusal(): Promise<boolean> {
    const { pace } = this.#options;
    const instant = pace.now();
    const hasFunction = this.#sources.some((source) => typeof source === 'function');
    if (!hasFunction || isWithin(instant, this.#refusedAt, REFUSED_EVERY_MS))
      return this.#renewing ?? Promise.resolve(false);
    this.#refusedAt = instant;
    const late = tooLate(REFUSED_WAITS_MS);
    const giveUp = (error: unknown) => {
      if (error !== late) throw error;
      this.#tell([late]);
      return false;
    };
    const limit = { clock: pace, milliseconds: REFUSED_WAITS_MS, reason: () => late };
    const renewing = inTime(limit, () => this.#renew())
      .catch(giveUp)
      .finally(() => {
        if (this.#renewing === renewing) this.#renewing = undefined;
      });
    this.#renewing = renewing;
    return renewing;
  }

  async #renew(): Promise<boolean> {
    this.#calls += 1;
    const call = this.#calls;
    const found = await this.#read();
    // An answer that comes after that of a later call may be older.
    if (found === undefined || call < this.#callInUse) return false;
    this.#callInUse = call;
    if (identityOf(found) === identityOf(this.#options.current())) return false;
    this.#options.use(found);
    return true;
  }

  /** What the sources give now. `undefined` if none of it can be used. */
  #read(): readonly CheckedCertificate[] | undefined | Promise<readonly CheckedCertificate[] | undefined> {
    const problems: ClientCertificateError[] = [];
    const failed = (error: unknown) => {
      if (!(error instanceof ClientCertificateError)) throw error;
      this.#tell([...problems, error]);
      return undefined;
    };
    const loaded = (found: readonly CheckedCertificate[]) => {
      this.#tell(problems);
      return found;
    };
    try {
      const { tls, now } = this.#options;
      const found = loadCertificates(tls, now, (problem) => problems.push(problem));
      return found instanceof Promise ? found.then(loaded, failed) : loaded(found);
    } catch (error) {
      return failed(error);
    }
  }

  /** Once, as long as it stays the same. */
  #tell(problems: readonly ClientCertificateError[]): void {
    const told = problems.map(({ code, field }) => `${code} ${field}`).join();
    if (told !== this.#told) for (const problem of problems) this.#options.onUnusable(problem);
    this.#told = told;
  }
}

/** The error of a source that has not answered for this time. */
export function tooLate(milliseconds: number): ClientCertificateError {
  const sentence = `the function that gives it has not answered for ${milliseconds / 1_000} s. It is called again with a later question.`;
  return new ClientCertificateError('CERTIFICATE_SOURCE_FAILED', 'tls', sentence);
}

/** Whether an error says that the certificate cannot be used any more: refused, or run out. */
export function isCertificateRefusal(error: unknown): boolean {
  if (error instanceof ClientCertificateError) return error.code === 'CERTIFICATE_EXPIRED';
  return isClientFailure(error);
}

/** A clock that was set back does not put off a look. */
function isWithin(now: number, since: number, milliseconds: number): boolean {
  return now >= since && now - since < milliseconds;
}

function identityOf(certificates: readonly CheckedCertificate[]): string {
  return JSON.stringify(certificates.map(({ identity }) => identity));
}
