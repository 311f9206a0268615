import { rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

// Two builds write here, so neither may clean.
rmSync('dist', { recursive: true, force: true });

const entries = ['index', 'dev', 'format', 'http-grant', 'news', 'react', 'react-query', 'react-shop'].map(
  (name) => `src/${name}.ts`,
);

const modules: Options = {
  // One output file for one source file: entries share their modules, so that an error of one is an instance of the other's
  // class, and a bundler lays out next to each other what is imported together, which compresses best.
  entry: ['src/**/*.{ts,tsx}', '!src/**/*.{test,test-d}.*'],
  bundle: false,
  format: 'esm',
  // What the README promises; nothing newer is in the sources, so nothing is rewritten. The types keep to ES2020.
  target: ['chrome91', 'safari14.1'],
  dts: { entry: entries },
};

/** What `require` gets. The few words of the protocol are in it, so that plain Jest has nothing else to load. */
const commonJs: Options = {
  ...modules,
  entry: entries,
  bundle: true,
  format: 'cjs',
  dts: false,
  noExternal: ['@ait-iap/protocol', /^zod/, 'uuid'],
  // What the entries have in common is one file here, too.
  splitting: true,
  treeshake: true,
};

export default defineConfig([modules, commonJs]);
