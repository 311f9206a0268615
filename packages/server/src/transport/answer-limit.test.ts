import { Readable } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { StopSignal } from '../clock/stop-signal.js';
import { MAX_ANSWER_BYTES } from './answer-limit.js';
import { UndiciChannels as BunChannels } from './bun-channels.js';
import { type Fetch, fetchTransport } from './fetch-transport.js';
import type { TransportRequest } from './partner-transport.js';

const ORIGIN = 'https://partner.example';
const request = (): TransportRequest => ({ userKey: '1', body: '{}', signal: new StopSignal() });

/** A body that never ends, and how much of it was read. */
function endless() {
  const read = { bytes: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      read.bytes += 1 << 16;
      controller.enqueue(new Uint8Array(1 << 16));
    },
    cancel() {
      read.cancelled = true;
    },
  });
  return { read, response: new Response(body) };
}

afterEach(() => vi.unstubAllGlobals());

describe.each<[string, (fetch: Fetch) => (request: TransportRequest) => Promise<{ readonly text: string }>]>([
  ['the given fetch', (fetch) => fetchTransport(fetch, ORIGIN).send],
  [
    "Bun's own fetch",
    (fetch) => {
      vi.stubGlobal('fetch', fetch);
      const always = { validFrom: new Date(0), validTo: new Date(8.64e15) };
      const certificate = { ...always, identity: {}, field: 'tls', commonName: undefined };
      const channels = new BunChannels([certificate], ORIGIN);
      return (one) => channels.send(one, 0);
    },
  ],
])('an answer over %s', (_, open) => {
  test('is given up, and its transfer stopped, once it is longer than an answer may be', async () => {
    const { read, response } = endless();
    await expect(open(async () => response)(request())).rejects.toThrow('longer than');
    expect(read.cancelled).toBe(true);
    expect(read.bytes).toBeLessThan(2 * MAX_ANSWER_BYTES);
  });

  test('is read from a body that is no web stream, as those of node-fetch', async () => {
    const response = Object.defineProperty(new Response('{"a":1}'), 'body', {
      value: Readable.from(['{"a":1}']),
    });
    expect(await open(async () => response)(request())).toMatchObject({ text: '{"a":1}' });
  });
});
