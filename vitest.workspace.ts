import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = fileURLToPath(new URL('.', import.meta.url));

const PACKAGES = ['protocol', 'client', 'server', 'sandbox', 'release', 'sandbox-mcp'];

/** Tests run against the sources, so that an edit needs no build; tests of what is published build first. */
const alias = PACKAGES.flatMap((name) => [
  { find: new RegExp(`^@ait-iap/${name}$`), replacement: `${root}packages/${name}/src/index.ts` },
  { find: new RegExp(`^@ait-iap/${name}/(.+)$`), replacement: `${root}packages/${name}/src/$1.ts` },
]);

/**
 * A limit ends a test that hangs; it does not judge how fast a machine is. So each is many times what the slowest test
 * needs on an idle machine: 1.5 s in the units, 14 s across packages. What starts processes takes forty times as long
 * where thirty others want the same two cores (149 s, measured).
 */
const limits = (testSeconds: number, pollSeconds: number) => ({
  testTimeout: testSeconds * 1_000,
  hookTimeout: testSeconds * 1_000,
  teardownTimeout: testSeconds * 1_000,
  expect: { poll: { timeout: pollSeconds * 1_000 } },
});

/** Packages without a global: their test files can share a process, which takes half the time. */
const SHARED = ['protocol', 'server', 'sandbox'];

/** Their tests that change the process they run in all the same: each file has one of its own. */
const APART = [
  'packages/sandbox/src/auto.test.ts',
  'packages/sandbox/src/msw/**/*.test.ts',
  'packages/sandbox/src/vite/shared-sandbox.test.ts',
  'packages/sandbox/src/vitest.test.ts',
];

/** Tests beside the files they test: no browser, no database server. */
const unit = (name: string) => ({
  resolve: { alias },
  test: {
    name,
    root,
    include: [`packages/${name}/src/**/*.test.{ts,tsx}`],
    exclude: APART,
    isolate: !SHARED.includes(name),
    ...limits(60, 30),
  },
});

const apart = {
  resolve: { alias },
  test: { name: 'sandbox-apart', root, include: APART, ...limits(60, 30) },
};

/** What crosses packages or starts processes: slower, and often waiting, so that two files at once take half the time. */
const across = (name: string, include: string[]) => ({
  resolve: { alias },
  test: { name, root, include, ...limits(600, 120) },
});

/** What drives a browser: one file at a time, because a page that waits for its turn looks like one that hangs. */
const browser = {
  resolve: { alias },
  test: {
    name: 'browser',
    root,
    include: ['test/browser/**/*.test.ts'],
    ...limits(600, 120),
    fileParallelism: false,
    // A page may lose a race against the test that watches it on a machine that is busy; Vitest names what it tried twice.
    retry: process.env.CI ? 1 : 0,
  },
};

/** The hooks once more, with the oldest React that they promise. */
const oldReact = {
  resolve: {
    alias: [
      ...alias,
      { find: /^react$/, replacement: `${root}test/react-18/node_modules/react` },
      { find: /^react\/(.+)$/, replacement: `${root}test/react-18/node_modules/react/$1` },
      { find: /^react-dom\/client$/, replacement: `${root}test/react-18/node_modules/react-dom/client` },
    ],
  },
  test: {
    name: 'client-react-18',
    root,
    include: ['packages/client/src/react*/**/*.test.tsx'],
    // So that it takes the React of here, too.
    server: { deps: { inline: [/@tanstack/] } },
    ...limits(60, 30),
  },
};

const MORE_UNITS: Record<string, (typeof oldReact | typeof apart)[]> = {
  client: [oldReact],
  sandbox: [apart],
};
/** What takes longest, the longest first: begun last, one of them would keep a single core busy while the other has nothing to do. */
const LONGEST = ['postgres-sources', 'campaign', 'stories', 'postgres-store'];

/** Vitest's own order, which goes by the size of a file where it has not run before, behind those that take longest. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`)) + 1 || LONGEST.length + 1;
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

const units = (name: string) => [unit(name), ...(MORE_UNITS[name] ?? [])];

/** What the `vitest.config.ts` of a package holds: its own tests, for whoever works inside its folder. */
export const inPackage = (name: string) =>
  defineConfig({
    test: {
      maxWorkers: 2,
      projects: [...units(name), across('integration', [`packages/${name}/test/**/*.test.ts`])],
    },
  });

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      ...[...PACKAGES, 'console'].flatMap(units),
      { test: { name: 'scripts', root, include: ['scripts/**/*.test.mjs'], ...limits(60, 30) } },
      across('integration', [
        'packages/*/test/**/*.test.ts',
        'test/{integration,simulation,campaign,mutants,attackers,fuzz}/**/*.test.ts',
      ]),
      browser,
    ],
  },
});
