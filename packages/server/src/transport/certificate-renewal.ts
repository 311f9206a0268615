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
  /** The time that the pauses between two looks are measured by, in milliseconds since 1970. */
  readonly pace: () => number;
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
  #told = '';

  constructor(options: RenewalOptions) {
    this.#options = options;
    this.#sources = [options.tls].flat() as readonly ClientCertificateSource[];
    const functions = this.#sources.filter((source) => typeof source === 'function');
    // A function of the application may ask a secret manager, which costs more than a look into a folder.
    this.#isOnDisk = functions.length > 0 && functions.every(isOnDisk);
    this.#lookedAt = options.pace();
  }

  /** Reads the files again if it is time. New ones are used once two looks have found the same. */
  lookIfDue(): void {
    const { pace, current, use } = this.#options;
    const instant = pace();
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

  /** Calls the sources again after a refusal. Resolves with whether there is something else to send with now. */
  afterRefusal(): Promise<boolean> {
    const instant = this.#options.pace();
    if (this.#renewing !== undefined) return this.#renewing;
    const hasFunction = this.#sources.some((source) => typeof source === 'function');
    if (!hasFunction || isWithin(instant, this.#refusedAt, REFUSED_EVERY_MS)) return Promise.resolve(false);
    this.#refusedAt = instant;
    this.#renewing = this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(): Promise<boolean> {
    const found = await this.#read();
    if (found === undefined || identityOf(found) === identityOf(this.#options.current())) return false;
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
