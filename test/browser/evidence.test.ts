import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectEvidence, type Evidence, evidenceHtml, evidenceJunit } from '@ait-iap/release';
import { type ServedSandbox, serveSandbox } from '@ait-iap/sandbox/serve';
import { createPartnerClient } from '@ait-iap/server';
import { AITWriter, PlatformType } from '@apps-in-toss/ait-format';
import { serve } from '@hono/node-server';
import { build as esbuild } from 'esbuild';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBackend } from '../../examples/partner-backend/src/backend.js';
import { borrowChromium } from './chromium.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT_FOR = 'https://api.gem-shop.kr';

let folder: string;
let served: ServedSandbox;
/** Each shop empties the world that it plays in. */
let careless: ServedSandbox;
let backend: ReturnType<typeof createBackend>;
let listener: ReturnType<typeof serve>;
let browser: Browser;
let backendUrl: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ait-iap-evidence-'));
  served = await serveSandbox({ port: 0, partnerPort: 0, dir: folder, db: ':memory:' });
  careless = await serveSandbox({ port: 0, partnerPort: 0, dir: join(folder, 'careless'), db: ':memory:' });
  const { ca, client } = served.certificates;
  backend = createBackend({
    partner: createPartnerClient({ baseUrl: served.partnerUrl, tls: { ca, ...client } }),
    ledgerFile: join(folder, 'ledger.db'),
    createLedger: true,
    appName: 'gem-shop',
    allowedOrigins: ['https://gem-shop.apps.tossmini.com'],
    sessionSecret: 'of the evidence',
  });
  backendUrl = await new Promise((listening) => {
    listener = serve({ fetch: backend.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      listening(`http://127.0.0.1:${port}`),
    );
  });
  browser = await borrowChromium();
});
afterAll(async () => {
  await browser?.close();
  listener?.close();
  await backend?.close();
  await Promise.all([served?.close(), careless?.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** The example mini-app as it would be published: built for its own backend, packed by the official writer. */
async function exampleBundle(): Promise<Uint8Array> {
  process.env.VITE_BACKEND_URL = BUILT_FOR;
  const outDir = join(folder, 'web');
  const example = join(ROOT, 'examples/mini-app');
  await build({
    root: example,
    configFile: join(example, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir },
  });
  return packed(outDir);
}

async function packed(outDir: string): Promise<Uint8Array> {
  const writer = new AITWriter({ appName: 'gem-shop' });
  writer.setMetadata({ platform: PlatformType.WEB, sdkVersion: '3.6.0' });
  for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    writer.addFile(`web${path.slice(outDir.length)}`, readFileSync(path));
  }
  return writer.toBuffer();
}

/** A shop as beginners write one: over the official SDK, true at once, no recovery, no word about errors, no history. */
async function carelessBundle(): Promise<Uint8Array> {
  const { outputFiles } = await esbuild({
    stdin: {
      contents: `
        import { IAP } from '@apps-in-toss/web-bridge';
        const { products } = await IAP.getProductItemList();
        document.body.innerHTML = products.map(({ sku, displayName, displayAmount }) =>
          '<p>' + displayName + ' <button data-sku="' + sku + '">' + displayAmount + '</button></p>').join('');
        document.body.onclick = ({ target }) => target.dataset.sku && IAP.createOneTimePurchaseOrder({
          options: { sku: target.dataset.sku, processProductGrant: () => true },
          onEvent() {},
          onError() {},
        });`,
      resolveDir: ROOT,
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
  });
  const writer = new AITWriter({ appName: 'gem-shop' });
  writer.setMetadata({ platform: PlatformType.WEB, sdkVersion: '2.10.8' });
  writer.addFile(
    'web/index.html',
    Buffer.from('<!doctype html><body></body><script type="module" src="/app.js"></script>'),
  );
  writer.addFile('web/app.js', outputFiles[0]?.contents ?? new Uint8Array());
  return writer.toBuffer();
}

const verdicts = ({ rows }: Evidence) => Object.fromEntries(rows.map(({ id, verdict }) => [id, verdict]));

// Both at once: most of the time they wait for a page that stands still.
describe.concurrent('the evidence for the review', () => {
  it('of the example mini-app, as built, has no failed row', async () => {
    const content = await exampleBundle();
    const options = {
      browser,
      served,
      backends: [{ from: BUILT_FOR, to: backendUrl }],
      userKey: 'demo-user',
    };
    const evidence = await collectEvidence(content, options);
    expect(
      evidence.rows.flatMap(({ id, verdict, seen }) => (verdict === 'fail' ? [`${id}: ${seen.en}`] : [])),
    ).toEqual([]);
    expect(evidence.rows.filter(({ verdict }) => verdict === 'by-hand').map(({ id }) => id)).toEqual([
      'media-pauses',
    ]);
    expect(evidenceHtml(evidence)).toContain(evidence.sha256);
  });

  it('of a careless shop names each point that the review would refuse', async () => {
    const evidence = await collectEvidence(await carelessBundle(), {
      browser,
      served: careless,
      backends: [],
    });
    expect(verdicts(evidence)).toEqual({
      'products-listed': 'pass',
      'paid-and-granted': 'fail', // it says nothing
      'paid-and-recovered': 'fail', // it confirmed what nobody granted
      'error-network-error': 'fail',
      'error-internal-error': 'fail',
      'error-product-not-granted-by-partner': 'fail',
      'error-user-canceled': 'fail',
      'price-as-charged': 'pass',
      'cancel-returns': 'pass',
      'double-tap': 'fail',
      'purchase-history': 'by-hand',
      'other-device': 'by-hand',
      'old-app': 'fail', // it reads a list that is not there
      'media-pauses': 'by-hand',
    });
    expect(evidence.rows.find(({ id }) => id === 'double-tap')?.seen.en).toBe('Two taps, 2 charges.');
    const junit = evidenceJunit(evidence, 'ko');
    expect(junit).toContain('tests="14" failures="8" skipped="3"');
  });
});
