import { rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

// Two builds write here, so neither may clean.
rmSync('dist', { recursive: true, force: true });

const modules: Options = {
  // One output file for one source file: an importer of a constant then leaves the schemas (and zod) behind.
  entry: ['src/**/*.ts', '!src/**/*.test.ts'],
  bundle: false,
  format: 'esm',
  // As old as the client may run on, since it carries parts of this package.
  target: ['chrome91', 'safari14.1'],
  dts: true,
};

/** What `require` gets is one file, with uuid in it: uuid has no CommonJS build, and plain Jest loads nothing else. */
const commonJs: Options = {
  entry: ['src/index.ts'],
  format: 'cjs',
  target: 'es2020',
  noExternal: ['uuid'],
};

export default defineConfig([modules, commonJs]);
