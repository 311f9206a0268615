import { rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

// Two builds write here, so neither may clean.
rmSync('dist', { recursive: true, force: true });

/** The entry points that package.json exports, and the program behind its bin. */
const entries = [
  'src/cli.ts',
  'src/index.ts',
  'src/node.ts',
  'src/opentelemetry.ts',
  'src/pg-boss.ts',
  'src/postgres.ts',
  'src/reconciliation.ts',
  'src/sqlite.ts',
];

/** Which of them is loaded is said by `imports` in package.json. */
const channels = [
  'src/transport/undici-channels.ts',
  'src/transport/without-undici.ts',
  'src/transport/bun-channels.ts',
];

const modules: Options = {
  entry: [...entries, ...channels],
  format: 'esm',
  target: 'es2022',
  dts: { entry: entries },
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
};

/** A module that is loaded late is required late: plain Jest refuses an `import()`. */
const requiredLate: NonNullable<Options['plugins']>[number] = {
  name: 'required-late',
  renderChunk: (code) => ({
    code: code.replaceAll(
      /\bimport\((['"])((?:\.\/|#)[^'"]+|pg|rate-limiter-flexible)\1\)/g,
      'Promise.resolve().then(() => require("$2"))',
    ),
  }),
};

/** What `require` gets. What has no CommonJS build of its own is in it, because plain Jest loads nothing else. */
const commonJs: Options = {
  ...modules,
  entry: [...entries.filter((file) => file !== 'src/cli.ts'), ...channels],
  format: 'cjs',
  plugins: [requiredLate],
  dts: false,
  noExternal: ['@ait-iap/protocol', /^zod/, 'uuid', 'ky', 'kysely'],
};

export default defineConfig([modules, commonJs]);
