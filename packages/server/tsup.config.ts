import { defineConfig } from 'tsup';

export default defineConfig({
  entry: [
    'src/cli.ts',
    'src/index.ts',
    'src/node.ts',
    'src/opentelemetry.ts',
    'src/pg-boss.ts',
    'src/postgres.ts',
    'src/sqlite.ts',
  ],
  format: 'esm',
  target: 'es2022',
  dts: true,
  clean: true,
  splitting: true,
  treeshake: true,
  // `node:sqlite` has no name without its prefix.
  removeNodeProtocol: false,
});
