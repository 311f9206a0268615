import type { Clock } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import { PartnerClosedError } from '../errors/partner-closed-error.js';
import { lastExpiry, loadCertificates } from './certificate-set.js';
import type { CheckedCertificate } from './checked-certificate.js';
import type { ClientCertificates } from './client-certificate.js';
import type { ConnectionOptions } from './connection-options.js';
import type { PartnerTransport } from './partner-transport.js';
import type { UndiciChannels } from './undici-channels.js';

/** What the transport of Node is made from. */
export interface NodeTransportOptions extends ConnectionOptions {
  readonly tls: ClientCertificates;
  readonly origin: string;
  /** Judges the dates of certificates. Default: the machine's, because TLS itself goes by it. */
  readonly clock?: Clock | undefined;
}

/**
 * Asks over mutual TLS with undici. The certificates are read and checked at once; undici is loaded with the first question, so
 * that importing this package stays light.
 *
 * @throws ClientCertificateError if the certificates cannot be used
 */
export function nodeTransport({
  tls,
  origin,
  clock = systemClock,
  ...options
}: NodeTransportOptions): PartnerTransport {
  let certificates = loadCertificates(tls, clock.now());
  let channels: Promise<UndiciChannels> | undefined;
  let closed = false;
  const retired = new Set<Promise<void>>();

  const open = () => {
    channels ??= openChannels(certificates, origin, options);
    return channels;
  };

  /** Lets the calls under way end on the connections that they began on. */
  const retire = (old: Promise<UndiciChannels>) => {
    const ending = old.then((opened) => opened.close());
    retired.add(ending);
    ending.finally(() => retired.delete(ending)).catch(() => {});
  };

  return {
    async send(request) {
      if (closed) throw new PartnerClosedError();
      return (await open()).send(request, clock.now());
    },
    certificateExpiresAt: () => lastExpiry(certificates),
    async reloadCertificates() {
      if (closed) throw new PartnerClosedError();
      certificates = loadCertificates(tls, clock.now());
      if (channels !== undefined) retire(channels);
      channels = undefined;
    },
    async close() {
      closed = true;
      await (await channels)?.destroy();
      await Promise.allSettled(retired);
    },
  };
}

async function openChannels(
  certificates: readonly CheckedCertificate[],
  origin: string,
  options: ConnectionOptions,
): Promise<UndiciChannels> {
  const { UndiciChannels } = await import('./undici-channels.js');
  return new UndiciChannels(certificates, origin, options);
}
