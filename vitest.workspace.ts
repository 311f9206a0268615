import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Tests run against the sources, so that an edit needs no build; tests of what is published build first. */
const alias = ['protocol', 'client', 'server', 'sandbox'].flatMap((name) => [
  { find: new RegExp(`^@ait-iap/${name}$`), replacement: `${root}packages/${name}/src/index.ts` },
  { find: new RegExp(`^@ait-iap/${name}/(.+)$`), replacement: `${root}packages/${name}/src/$1.ts` },
]);

const unit = (name: string) => ({
  resolve: { alias },
  test: { name, root, include: [`packages/${name}/src/**/*.test.{ts,tsx}`] },
});

/** What crosses packages, starts processes or drives a browser: slower, and one file at a time. */
const across = (name: string, include: string[]) => ({
  resolve: { alias },
  test: { name, root, include, testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      unit('protocol'),
      unit('client'),
      // The hooks once more, with the oldest React that they promise.
      {
        resolve: {
          alias: [
            ...alias,
            { find: /^react$/, replacement: `${root}test/react-18/node_modules/react` },
            { find: /^react\/(.+)$/, replacement: `${root}test/react-18/node_modules/react/$1` },
            {
              find: /^react-dom\/client$/,
              replacement: `${root}test/react-18/node_modules/react-dom/client`,
            },
          ],
        },
        test: { name: 'client-react-18', root, include: ['packages/client/src/react/**/*.test.tsx'] },
      },
      unit('server'),
      unit('sandbox'),
      across('integration', ['packages/*/test/**/*.test.ts', 'test/integration/**/*.test.ts']),
      across('browser', ['test/browser/**/*.test.ts']),
    ],
  },
});
