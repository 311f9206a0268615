import { existsSync } from 'node:fs';
import { defineConfig } from 'tsup';

const entries = ['src/index.ts', 'src/http-grant.ts', 'src/react.ts'];

export default defineConfig({
  entry: entries.filter((file) => existsSync(file)),
  format: 'esm',
  target: 'es2022',
  dts: true,
  clean: true,
  // What the entries have in common is one file, so that an error of one is an instance of the other's class.
  splitting: true,
  treeshake: true,
});
