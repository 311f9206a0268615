// What a mini-app carries of @ait-iap/client, minified and gzipped, against the official SDK's `IAP` in the same run.
// Run `npm run build` first, then `npm run size`. Fails over a limit.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const OFFICIAL = 'official IAP';

/** Name, program, and how much of the official import it may weigh. */
const bundles = [
  [OFFICIAL, `export { IAP } from '@apps-in-toss/web-bridge'`],
  [
    'getProductItemList + createOneTimePurchaseOrder',
    `export { getProductItemList, createOneTimePurchaseOrder } from '@ait-iap/client'`,
    1.0,
  ],
  [
    'everything except React',
    `export * from '@ait-iap/client'; export * from '@ait-iap/client/http-grant'`,
    1.6,
  ],
  ['IAP, all drop-in functions', `export { IAP } from '@ait-iap/client'`],
  ['createIapClient', `export { createIapClient } from '@ait-iap/client'`],
  ['httpGrant', `export { httpGrant } from '@ait-iap/client/http-grant'`],
  ['React hooks, without React', `export * from '@ait-iap/client/react'`],
];

async function gzipped(program) {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    external: ['react'],
    // The published files, not the sources that the tests of this tree resolve to.
    tsconfigRaw: '{}',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

const sizes = new Map();
for (const [name, program] of bundles) sizes.set(name, await gzipped(program));

const official = sizes.get(OFFICIAL);
for (const [name, , limit] of bundles) {
  const size = sizes.get(name);
  const ratio = size / official;
  const verdict =
    limit === undefined ? '' : ratio <= limit ? `at most ${limit}: ok` : `OVER the limit of ${limit}`;
  console.log(`${String(size).padStart(7)} B  ${ratio.toFixed(3)} x  ${name}  ${verdict}`);
  if (limit !== undefined && ratio > limit) process.exitCode = 1;
}
