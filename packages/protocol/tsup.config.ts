import { defineConfig } from 'tsup';

export default defineConfig({
  // One output file for one source file: an importer of a constant then leaves the schemas (and zod) behind.
  entry: ['src/**/*.ts', '!src/**/*.test.ts'],
  bundle: false,
  format: 'esm',
  target: 'es2022',
  dts: true,
  clean: true,
});
