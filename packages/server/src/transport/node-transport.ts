import type { Clock } from '@ait-iap/protocol';
import { inTime } from '../clock/in-time.js';
import { systemClock } from '../clock/system-clock.js';
import { PartnerClosedError } from '../errors/partner-closed-error.js';
import { CertificateRenewal, isCertificateRefusal, tooLate } from './certificate-renewal.js';
import { lastExpiry, loadCertificates, type OnUnusable } from './certificate-set.js';
import { isRefusal } from './channels.js';
import type { CheckedCertificate } from './checked-certificate.js';
import type { ClientCertificates } from './client-certificate.js';
import type { ConnectionOptions } from './connection-options.js';
import type { PartnerTransport, TransportRequest } from './partner-transport.js';
import type { UndiciChannels } from './undici-channels.js';

/** The options of the transport on Node. */
export interface NodeTransportOptions extends ConnectionOptions {
  readonly tls: ClientCertificates;
  readonly origin: string;
  /** The clock for the dates of certificates. TLS itself uses the machine's clock. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
  /** The clock for how often sources are read again, and how long they are waited for. @defaultValue the machine's clock */
  readonly renewalClock?: Clock | undefined;
  /** Called for each certificate that cannot be used while another one can. */
  readonly onUnusable?: OnUnusable | undefined;
}

// A source that hangs is called again after this time: without it, no order would be verified until a restart.
const SOURCE_WAIT_MS = 30_000;

/**
 * Sends requests over mutual TLS with undici. The certificates are read and checked at once, those of an asynchronous
 * source as soon as they arrive. undici is loaded with the first request, so that importing this package stays fast.
 *
 * @throws ClientCertificateError if the certificates cannot be used
 */
export function nodeTransport({
  tls,
  origin,
  clock = systemClock,
  renewalClock = systemClock,
  onUnusable = () => undefined,
  ...options
}: NodeTransportOptions): PartnerTransport {
  let certificates: readonly CheckedCertificate[] = [];
  /** The first certificates of an asynchronous source, while they are loading. */
  let coming: Promise<void> | undefined;
  let current: Promise<UndiciChannels> | undefined;
  /** The current certificates once they are loaded. Then a request is sent without waiting. */
  let ready: UndiciChannels | undefined;
  let closed = false;
  const ending = new AbortController();
  /** How often the certificates were replaced. */
  let generation = 0;
  /** All channels with calls in progress: the current ones, and those that a reload replaced. */
  const open = new Set<Promise<UndiciChannels>>();

  /** Uses other certificates for new connections. Calls in progress end on their own. */
  const replace = (loaded: readonly CheckedCertificate[]) => {
    if (closed) return;
    use(loaded);
    generation += 1;
    const replaced = current;
    current = undefined;
    ready = undefined;
    // Not awaited: a call that hangs would delay the new certificates. `close` ends the rest.
    if (replaced !== undefined) retire(replaced).catch(() => {});
  };
  const loadAll = () => {
    const loaded = loadCertificates(tls, () => clock.now(), onUnusable);
    if (!(loaded instanceof Promise)) return loaded;
    const limit = {
      clock: renewalClock,
      milliseconds: SOURCE_WAIT_MS,
      signal: ending.signal,
      reason: () => tooLate(SOURCE_WAIT_MS),
    };
    return inTime(limit, () => loaded);
  };
  const load = (): Promise<void> | undefined => {
    const loaded = loadAll();
    if (loaded instanceof Promise) return loaded.then(use);
    use(loaded);
    return undefined;
  };
  const use = (loaded: readonly CheckedCertificate[]) => {
    certificates = loaded;
  };
  /** Waits for the first certificates. A source that failed is called again. */
  const haveCertificates = async () => {
    if (certificates.length > 0) return;
    coming ??= load()?.finally(() => {
      coming = undefined;
    });
    await coming;
  };

  const openCurrent = async () => {
    if (current === undefined) {
      const checked = certificates;
      current = import('./undici-channels.js').then(
        ({ UndiciChannels }) => new UndiciChannels(checked, origin, options),
      );
      open.add(current);
    }
    const opened = current;
    const channels = await opened;
    if (current === opened) ready = channels;
    return channels;
  };

  /** Lets the calls in progress end on their own connections. */
  const retire = async (replaced: Promise<UndiciChannels>) => {
    const channels = await replaced;
    await channels.close();
    open.delete(replaced);
  };

  const renewal = new CertificateRenewal({
    tls,
    now: () => clock.now(),
    pace: renewalClock,
    onUnusable,
    current: () => certificates,
    use: replace,
  });
  const sendNow = async (request: TransportRequest) => {
    if (closed) throw new PartnerClosedError();
    if (ready !== undefined) return ready.send(request, clock.now());
    await haveCertificates();
    const channels = await openCurrent();
    return channels.send(request, clock.now());
  };
  /** Whether there are other certificates than before, because the sources were asked again. */
  const hasOthers = async (before: number) => generation !== before || (await renewal.afterRefusal());

  coming = load()?.finally(() => {
    coming = undefined;
  });
  // The first request gets the error.
  coming?.catch(() => undefined);

  return {
    async send(request) {
      if (closed) throw new PartnerClosedError();
      renewal.lookIfDue();
      const before = generation;
      try {
        const answer = await sendNow(request);
        if (!isRefusal(answer) || !(await hasOthers(before))) return answer;
      } catch (error) {
        if (!isCertificateRefusal(error) || !(await hasOthers(before))) throw error;
      }
      if (request.signal.aborted) throw request.signal.reason;
      return sendNow(request);
    },
    certificateExpiresAt: () => (certificates.length === 0 ? undefined : lastExpiry(certificates)),
    miniApp: () => certificates[0]?.commonName,
    async reloadCertificates() {
      if (closed) throw new PartnerClosedError();
      replace(await loadAll());
    },
    async close() {
      closed = true;
      ending.abort(new PartnerClosedError());
      await Promise.all([...open].map(async (channels) => (await channels).destroy()));
      open.clear();
    },
  };
}
