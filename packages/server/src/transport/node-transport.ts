import type { Clock } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import { PartnerClosedError } from '../errors/partner-closed-error.js';
import { lastExpiry, loadCertificates, type OnUnusable } from './certificate-set.js';
import type { CheckedCertificate } from './checked-certificate.js';
import type { ClientCertificates } from './client-certificate.js';
import type { ConnectionOptions } from './connection-options.js';
import type { PartnerTransport } from './partner-transport.js';
import type { UndiciChannels } from './undici-channels.js';

/** What the transport of Node is made from. */
export interface NodeTransportOptions extends ConnectionOptions {
  readonly tls: ClientCertificates;
  readonly origin: string;
  /** Judges the dates of certificates. TLS itself goes by the machine's clock. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
  /** Told of each certificate that cannot be used while another one can. */
  readonly onUnusable?: OnUnusable | undefined;
}

/**
 * Asks over mutual TLS with undici. The certificates are read and checked at once, those of an asynchronous source as soon as
 * they come; undici is loaded with the first question, so that importing this package stays light.
 *
 * @throws ClientCertificateError if the certificates cannot be used
 */
export function nodeTransport({
  tls,
  origin,
  clock = systemClock,
  onUnusable = () => undefined,
  ...options
}: NodeTransportOptions): PartnerTransport {
  let certificates: readonly CheckedCertificate[] = [];
  /** The first certificates of an asynchronous source, while they are on their way. */
  let coming: Promise<void> | undefined;
  let current: Promise<UndiciChannels> | undefined;
  /** The current ones once they are there: then a question does not wait for anything before it is sent. */
  let ready: UndiciChannels | undefined;
  let closed = false;
  /** Those that still carry calls: the current ones, and the ones that a reload replaced. */
  const open = new Set<Promise<UndiciChannels>>();

  const load = (): Promise<void> | undefined => {
    const loaded = loadCertificates(tls, () => clock.now(), onUnusable);
    if (loaded instanceof Promise) return loaded.then(use);
    use(loaded);
    return undefined;
  };
  const use = (loaded: readonly CheckedCertificate[]) => {
    certificates = loaded;
  };
  /** Waits for the first certificates; a source that failed is asked again. */
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

  /** Lets the calls under way end on the connections on which they began. */
  const retire = async (replaced: Promise<UndiciChannels>) => {
    const channels = await replaced;
    await channels.close();
    open.delete(replaced);
  };

  coming = load()?.finally(() => {
    coming = undefined;
  });
  // Told to whoever asks the first question.
  coming?.catch(() => undefined);

  return {
    async send(request) {
      if (closed) throw new PartnerClosedError();
      if (ready !== undefined) return ready.send(request, clock.now());
      await haveCertificates();
      const channels = await openCurrent();
      return channels.send(request, clock.now());
    },
    certificateExpiresAt: () => (certificates.length === 0 ? undefined : lastExpiry(certificates)),
    miniApp: () => certificates[0]?.commonName,
    async reloadCertificates() {
      if (closed) throw new PartnerClosedError();
      await load();
      const replaced = current;
      current = undefined;
      ready = undefined;
      // Not awaited: a call that hangs would hold the new certificates up. `close` ends what is left of it.
      if (replaced !== undefined) retire(replaced).catch(() => {});
    },
    async close() {
      closed = true;
      await Promise.all([...open].map(async (channels) => (await channels).destroy()));
      open.clear();
    },
  };
}
