// As Wrangler builds a Worker with `nodejs_compat`.
import { statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['worker.js'],
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  conditions: ['workerd', 'worker', 'browser'],
  external: ['node:*', 'cloudflare:*'],
  plugins: [
    {
      name: 'node-modules-by-their-prefix',
      setup({ onResolve }) {
        const names = /^(events|crypto|net|tls|dns|util|buffer|stream|string_decoder|path|fs|assert|url|os)$/;
        onResolve({ filter: names }, ({ path }) => ({ path: `node:${path}`, external: true }));
        onResolve({ filter: /^pg-native$/ }, () => ({ path: 'cloudflare:pg-native', external: true }));
      },
    },
  ],
});
const [{ contents }] = outputFiles;
const { writeFileSync } = await import('node:fs');
writeFileSync('worker.bundle.mjs', contents);
const kib = (bytes) => `${(bytes / 1024).toFixed(0)} KiB`;
console.log(
  `figure: Worker bundle ${kib(statSync('worker.bundle.mjs').size)}, gzipped ${kib(gzipSync(contents).length)}`,
);
