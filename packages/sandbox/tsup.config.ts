import { copyFileSync, existsSync, globSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

// All builds write here, at the same time: so none may clean, and it is done once, before them. The console cleans its own
// folder.
for (const name of existsSync('dist') ? readdirSync('dist') : []) {
  if (name !== 'console') rmSync(`dist/${name}`, { recursive: true, force: true });
}

// The guides go with the code that they describe: `serve` hands them out.
mkdirSync('dist/guides', { recursive: true });
for (const name of readdirSync('../../docs')) {
  if (name.endsWith('.md')) copyFileSync(`../../docs/${name}`, `dist/guides/${name}`);
}

const entries = globSync('src/*.ts').filter((file) => !/\.(test|d)\.ts$/.test(file));

const modules: Options = {
  entry: entries,
  format: 'esm',
  target: 'es2022',
  dts: true,
  splitting: true,
  treeshake: true,
  // `node:sqlite` has no name without its prefix.
  removeNodeProtocol: false,
  // Loading zod file by file takes five times as long as everything else: see docs/decisions.
  noExternal: ['@ait-iap/protocol', /^zod/, 'uuid'],
};

/** A module that is loaded late is required late: plain Jest refuses an `import()`. */
const requiredLate: NonNullable<Options['plugins']>[number] = {
  name: 'required-late',
  renderChunk: (code) => ({
    code: code.replaceAll(
      /\bimport\((['"])(\.\/|#)([^'"]+)\1\)/g,
      'Promise.resolve().then(() => require("$2$3"))',
    ),
  }),
};

/** What `require` gets. Vitest has no CommonJS build, so its fixtures have none. */
const commonJs: Options = {
  ...modules,
  entry: entries.filter((file) => !/(cli|vitest)\.ts$/.test(file)),
  format: 'cjs',
  plugins: [requiredLate],
  dts: false,
  // These two are for ES modules only.
  noExternal: ['@ait-iap/protocol', /^zod/, 'uuid', 'pkijs', 'asn1js'],
  // Where this package lies is asked by `import.meta.url`.
  shims: true,
};

/** `GET /bridge.js`: a classic script, so that it has run before the first module of the page does. */
const bridgeScript: Options = {
  entry: { bridge: 'src/page/bridge-script.ts' },
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  outExtension: () => ({ js: '.js' }),
  minify: true,
  dts: false,
  noExternal: [/.*/],
};

export default defineConfig([modules, commonJs, bridgeScript]);
