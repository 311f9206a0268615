// As Wrangler builds a Worker with `nodejs_compat`.
import { statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
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
      name: 'modules-of-node',
      setup({ onLoad, onResolve }) {
        const names = new RegExp(
          `^(${builtinModules.filter((name) => !/^[_:]|^node:/.test(name)).join('|')})$`,
        );
        onResolve({ filter: names }, ({ path, kind }) =>
          kind === 'require-call'
            ? { path, namespace: 'node-required' }
            : { path: `node:${path}`, external: true },
        );
        onResolve({ filter: /^node:/ }, ({ path, kind, namespace }) =>
          kind === 'require-call' && namespace !== 'node-required'
            ? { path: path.slice('node:'.length), namespace: 'node-required' }
            : { path, external: true },
        );
        // CommonJS that requires a module of Node gets what an import of it gives, as Wrangler does it.
        onLoad({ filter: /.*/, namespace: 'node-required' }, ({ path }) => ({
          contents: `import whole from 'node:${path}'; module.exports = whole;`,
        }));
        onResolve({ filter: /^pg-native$/ }, () => ({ path: 'cloudflare:pg-native', external: true }));
      },
    },
  ],
});
const [{ contents }] = outputFiles;
writeFileSync('worker.bundle.mjs', contents);
const kib = (bytes) => `${(bytes / 1024).toFixed(0)} KiB`;
console.log(
  `figure: Worker bundle ${kib(statSync('worker.bundle.mjs').size)}, gzipped ${kib(gzipSync(contents).length)}`,
);
