import { GET_ORDER_STATUS_PATH, USER_KEY_HEADER } from '@ait-iap/protocol';
import { readLimited } from './answer-limit.js';
import { type Channel, Channels } from './channels.js';
import type { CheckedCertificate } from './checked-certificate.js';
import type { TransportAnswer, TransportRequest } from './partner-transport.js';

/**
 * Channels on Bun, whose own fetch can present a client certificate. (undici exists on Bun only in name.) Bun manages
 * the connections, so `connections` and `http2` have no effect.
 */
export class UndiciChannels extends Channels {
  constructor(certificates: readonly CheckedCertificate[], origin: string) {
    super(certificates.map((certificate) => new BunChannel(origin, certificate)));
  }
}

class BunChannel implements Channel {
  readonly #url: string;
  readonly #ending = new AbortController();
  readonly #open = new Set<Promise<unknown>>();
  isProven = false;

  constructor(
    origin: string,
    readonly certificate: CheckedCertificate,
  ) {
    this.#url = origin + GET_ORDER_STATUS_PATH;
  }

  async send(request: TransportRequest): Promise<TransportAnswer> {
    const asking = this.#ask(request);
    const settled = asking.catch(() => undefined);
    this.#open.add(settled);
    try {
      return await asking;
    } finally {
      this.#open.delete(settled);
    }
  }

  async #ask({ userKey, body, signal }: TransportRequest): Promise<TransportAnswer> {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: userKey === undefined ? headers : { ...headers, [USER_KEY_HEADER]: userKey },
      body,
      signal: AbortSignal.any([signal.platform, this.#ending.signal]),
      // A redirect would carry the user key to another place.
      redirect: 'manual',
      // Only Bun's fetch has this option.
      tls: this.certificate.identity,
    } as RequestInit);
    const text = await readLimited(response);
    this.isProven = true;
    return {
      httpStatus: response.status,
      text,
      retryAfter: response.headers.get('retry-after') ?? undefined,
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#open);
  }

  async destroy(): Promise<void> {
    this.#ending.abort();
    await this.close();
  }
}
