// What a mini-app carries of @ait-iap/client, minified and gzipped, against the official SDK's `IAP` of the same run,
// with the three bundlers that mini-apps are built with. Run `npm run build` first, then `npm run size`.
//
// Three imports have a limit, by esbuild. 5 % of each limit stay free, so that the next change has room: fails over that.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import * as vite from 'vite';
import webpack from 'webpack';

const root = fileURLToPath(new URL('..', import.meta.url));
const OFFICIAL = "official SDK 2.10.8: import { IAP } from '@apps-in-toss/web-bridge'";
const FREE_SHARE = 0.05;

/** What is imported, the program, and how much of the official import it may weigh. */
const imports = [
  [OFFICIAL, `export { IAP } from '@apps-in-toss/web-bridge'`],
  ['import { getProductItemList }', `export { getProductItemList } from '@ait-iap/client'`, 0.65],
  ['import { IAP }', `export { IAP } from '@ait-iap/client'`, 1.37],
  [
    'all of the main entry, and httpGrant',
    `export * from '@ait-iap/client'; export * from '@ait-iap/client/http-grant'`,
    2.0,
  ],
  ['import { createIapClient }', `export { createIapClient } from '@ait-iap/client'`],
  ['import { httpGrant }', `export { httpGrant } from '@ait-iap/client/http-grant'`],
  ['all React hooks, without React', `export * from '@ait-iap/client/react'`],
];

/** Each builds a file into one minified module, as its users do in production. */
const bundlers = {
  async esbuild(entry) {
    const { outputFiles } = await esbuild.build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      external: ['react'],
      // The published files, not the sources that the tests of this tree resolve to.
      tsconfigRaw: '{}',
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'error',
      write: false,
    });
    return outputFiles[0].contents;
  },
  async 'Vite 8'(entry) {
    const { output } = await vite.build({
      root,
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        minify: true,
        rolldownOptions: {
          input: entry,
          preserveEntrySignatures: 'strict',
          external: ['react'],
        },
      },
    });
    return output.find(({ type }) => type === 'chunk').code;
  },
  async webpack(entry, folder) {
    const compiler = webpack({
      mode: 'production',
      context: root,
      entry,
      target: ['web', 'es2022'],
      experiments: { outputModule: true },
      externals: { react: 'module react' },
      output: { path: folder, filename: 'webpack.mjs', library: { type: 'module' } },
    });
    const stats = await promisify(compiler.run.bind(compiler))();
    if (stats.hasErrors()) throw new Error(stats.toString('errors-only'));
    return readFileSync(join(folder, 'webpack.mjs'));
  },
};

/** The programs lie inside the tree, so that a bundler finds the packages as it does in a mini-app. */
const folder = mkdtempSync(join(root, 'node_modules', '.size-'));
try {
  const sizes = await measureAll();
  const official = sizes.get(OFFICIAL);
  printTable(sizes, official);
  checkLimits(sizes, official.esbuild);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureAll() {
  const sizes = new Map();
  for (const [index, [name, program]] of imports.entries()) {
    const entry = join(folder, `${index}.mjs`);
    writeFileSync(entry, program);
    const own = {};
    for (const [bundler, build] of Object.entries(bundlers)) {
      own[bundler] = gzipSync(await build(entry, folder), { level: 9 }).length;
    }
    sizes.set(name, own);
  }
  return sizes;
}

function printTable(sizes, official) {
  const names = Object.keys(bundlers);
  console.log(
    `| minified and gzipped | ${names.join(' | ')} |\n| --- | ${names.map(() => '--- |').join(' ')}`,
  );
  for (const [name, own] of sizes) {
    const cells = names.map((bundler) => {
      const ratio = (own[bundler] / official[bundler]).toFixed(2);
      return `${own[bundler].toLocaleString('en')} B, ${ratio} x`;
    });
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
}

function checkLimits(sizes, official) {
  for (const [name, , limit] of imports) {
    if (limit === undefined) continue;
    const size = sizes.get(name).esbuild;
    const allowed = Math.floor(limit * official * (1 - FREE_SHARE));
    const verdict = size <= allowed ? 'ok' : 'TOO MUCH';
    console.log(
      `${verdict}: ${name}: ${size} B of ${allowed} B (${limit} x the official IAP, ${FREE_SHARE * 100} % of it kept free)`,
    );
    if (size > allowed) process.exitCode = 1;
  }
}
