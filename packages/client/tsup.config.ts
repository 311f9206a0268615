import { existsSync, rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

// Two builds write here, so neither may clean.
rmSync('dist', { recursive: true, force: true });

const entries = ['src/index.ts', 'src/http-grant.ts', 'src/react.ts'];

const modules: Options = {
  entry: entries.filter((file) => existsSync(file)),
  format: 'esm',
  // What the README promises; nothing newer is in the sources, so nothing is rewritten. The types keep to ES2020.
  target: ['chrome91', 'safari14.1'],
  dts: true,
  // What the entries have in common is one file, so that an error of one is an instance of the other's class.
  splitting: true,
  treeshake: true,
};

/** What `require` gets. The few words of the protocol are in it, so that plain Jest has nothing else to load. */
const commonJs: Options = {
  ...modules,
  format: 'cjs',
  dts: false,
  noExternal: ['@ait-iap/protocol', /^zod/, 'uuid'],
};

export default defineConfig([modules, commonJs]);
