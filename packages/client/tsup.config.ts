import { existsSync } from 'node:fs';
import { defineConfig } from 'tsup';

const entries = ['src/index.ts', 'src/http-grant.ts', 'src/react.ts'];

export default defineConfig({
  entry: entries.filter((file) => existsSync(file)),
  format: 'esm',
  // What the README promises; nothing newer is in the sources, so nothing is rewritten. The types keep to ES2020.
  target: ['chrome91', 'safari14.1'],
  dts: true,
  clean: true,
  // What the entries have in common is one file, so that an error of one is an instance of the other's class.
  splitting: true,
  treeshake: true,
});
