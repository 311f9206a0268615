import { defineConfig } from 'tsup';

/** The entry points that package.json exports, and the program behind its bin. */
const entries = [
  'src/cli.ts',
  'src/index.ts',
  'src/node.ts',
  'src/opentelemetry.ts',
  'src/pg-boss.ts',
  'src/postgres.ts',
  'src/sqlite.ts',
];

export default defineConfig({
  entry: [...entries, 'src/transport/undici-channels.ts', 'src/transport/without-undici.ts'],
  format: 'esm',
  target: 'es2022',
  dts: { entry: entries },
  clean: true,
  splitting: true,
  treeshake: true,
  // `node:sqlite` has no name without its prefix.
  removeNodeProtocol: false,
  esbuildPlugins: [
    {
      // A bundler for another runtime than Node takes the stand-in: see `imports` in package.json.
      name: 'undici-only-on-node',
      setup(build) {
        build.onResolve({ filter: /undici-channels\.js$/ }, () => ({
          path: '#undici-channels',
          external: true,
        }));
      },
    },
  ],
});
