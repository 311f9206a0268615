import { defineConfig } from 'tsup';

export default defineConfig({
  // One output file for one source file: an importer of a constant then leaves the schemas (and zod) behind.
  entry: ['src/**/*.ts', '!src/**/*.test.ts'],
  bundle: false,
  format: 'esm',
  // As old as the client may run on, since it carries parts of this package.
  target: ['chrome91', 'safari14.1'],
  dts: true,
  clean: true,
});
