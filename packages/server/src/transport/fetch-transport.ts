import { GET_ORDER_STATUS_PATH, USER_KEY_HEADER } from '@ait-iap/protocol';
import type { KyInstance } from 'ky';
import { readLimited } from './answer-limit.js';
import type { PartnerTransport } from './partner-transport.js';

/** The shape of the runtime's own `fetch`. */
export type Fetch = typeof globalThis.fetch;

/**
 * Sends requests through a given `fetch`, for runtimes that bind mutual TLS to it: a Workers mTLS binding, Deno with a
 * client certificate, a test. ky is loaded with the first request, so code that uses undici never loads it.
 */
export function fetchTransport(fetch: Fetch, origin: string): PartnerTransport {
  const url = origin + GET_ORDER_STATUS_PATH;
  let loading: Promise<KyInstance> | undefined;
  return {
    async send({ userKey, body, signal }) {
      loading ??= loadKy(fetch);
      const http = await loading;
      const headers = userKey === undefined ? {} : { [USER_KEY_HEADER]: userKey };
      const response = await http(url, { body, headers, signal: signal.platform });
      const retryAfter = response.headers.get('retry-after') ?? undefined;
      return { httpStatus: response.status, text: await readLimited(response), retryAfter };
    },
    certificateExpiresAt: () => undefined,
    miniApp: () => undefined,
    // The certificate belongs to the given fetch.
    reloadCertificates: async () => {},
    close: async () => {},
  };
}

async function loadKy(fetch: Fetch): Promise<KyInstance> {
  const { default: ky } = await import('ky');
  return ky.create({
    // Called as a plain function, because browsers and Workers refuse a fetch that is called as a method.
    fetch: (input, init) => fetch(input, init),
    method: 'post',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    // A redirect would carry the user key to another place.
    redirect: 'manual',
    // The partner client handles retries, time limits and HTTP errors, so that both transports behave alike.
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
  });
}
