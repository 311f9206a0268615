import { readFileSync } from 'node:fs';
import { Miniflare } from 'miniflare';

const { AIT_IAP_CLIENT_CERT, AIT_IAP_CLIENT_KEY, AIT_IAP_CA, DATABASE_URL, PARTNER_URL, PORT } = process.env;

const started = performance.now();
const worker = new Miniflare({
  modules: [{ type: 'ESModule', path: 'worker.mjs', contents: readFileSync('dist/worker.js', 'utf8') }],
  host: '127.0.0.1',
  port: Number(PORT),
  compatibilityDate: '2026-07-01',
  compatibilityFlags: ['nodejs_compat'],
  bindings: { PARTNER_URL },
  hyperdrives: { HYPERDRIVE: DATABASE_URL },
  serviceBindings: {
    // What `mtls_certificates` binds at Cloudflare: workerd itself presents the certificate. Miniflare has no such binding, but
    // one to a network with its own TLS.
    APPS_IN_TOSS: {
      network: {
        allow: ['private'],
        tlsOptions: {
          keypair: { privateKey: AIT_IAP_CLIENT_KEY, certificateChain: AIT_IAP_CLIENT_CERT },
          trustedCertificates: [AIT_IAP_CA],
        },
      },
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
const { outcome } = await (await worker.getWorker()).scheduled({ cron: '* * * * *' });
if (outcome !== 'ok') throw new Error(`The cron ended with ${outcome}.`);
