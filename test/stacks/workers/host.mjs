import { readFileSync } from 'node:fs';
import { Miniflare } from 'miniflare';
import { Agent, fetch as fetchOver } from 'undici';

const {
  AIT_IAP_CLIENT_CERT: cert,
  AIT_IAP_CLIENT_KEY: key,
  AIT_IAP_CA: ca,
  DATABASE_URL,
  PARTNER_URL,
  PORT,
} = process.env;
const dispatcher = new Agent({ connect: { cert, key, ca } });

const started = performance.now();
const worker = new Miniflare({
  modules: [{ type: 'ESModule', path: 'worker.mjs', contents: readFileSync('worker.bundle.mjs', 'utf8') }],
  host: '127.0.0.1',
  port: Number(PORT),
  compatibilityDate: '2026-07-01',
  compatibilityFlags: ['nodejs_compat'],
  bindings: { PARTNER_URL },
  hyperdrives: { HYPERDRIVE: DATABASE_URL },
  serviceBindings: {
    // What `mtls_certificates` binds at Cloudflare; Miniflare has no such thing.
    APPS_IN_TOSS: async (request) => {
      const body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer());
      const headers = Object.fromEntries(
        [...request.headers].filter(([name]) => !/^(host|content-length|cf-|mf-)/.test(name)),
      );
      const answer = await fetchOver(request.url, { method: request.method, headers, body, dispatcher });
      const { Response } = await import('miniflare');
      return new Response(await answer.arrayBuffer(), {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
      });
    },
  },
});
await worker.ready;
await (await worker.dispatchFetch('http://127.0.0.1/iap/livez')).text();
console.log(
  `figure: workerd started and the Worker has answered once after ${Math.round(performance.now() - started)} ms`,
);
const again = performance.now();
await (await worker.dispatchFetch('http://127.0.0.1/iap/livez')).text();
console.log(`figure: a warm answer ${(performance.now() - again).toFixed(1)} ms`);
