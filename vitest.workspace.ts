import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
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

/**
 * Tests that change the process they run in, or read what is said once in it: each file has one of its own. All others share
 * their process, which takes half the time.
 */
const APART = [
  // The client warns once for a page and a text, and of a hundred texts at most; React warns once for a process.
  'packages/client/src/dev/dev.test.ts',
  'packages/client/src/drop-in/create-purchase-order.test.ts',
  'packages/client/src/grant/grant-run.test.ts',
  'packages/client/src/host/agrees-with-protocol.test.ts',
  'packages/client/src/purchase/follow-sheet.test.ts',
  'packages/client/src/react-shop/shop.test.tsx',
  'packages/client/src/react/hooks.test.tsx',
  'packages/client/src/react/leaving.test.tsx',
  'packages/client/test/errors-that-cannot-be-read.test.ts',
  'packages/client/test/one-odd-element.test.ts',
  'packages/client/test/one-odd-product.test.ts',
  'packages/client/test/sdk-3.test.ts',
  'packages/sandbox/src/auto.test.ts',
  'packages/sandbox/src/msw/**/*.test.ts',
  'packages/sandbox/src/vite/shared-sandbox.test.ts',
  'packages/sandbox/src/vitest.test.ts',
  'test/integration/whole-purchase.test.ts',
];

/** Tests beside the files they test: no browser, no database server. */
const unit = (name: string) => ({
  extends: true as const,
  test: {
    name,
    include: [`packages/${name}/src/**/*.test.{ts,tsx}`],
    exclude: APART,
    isolate: false,
    ...limits(60, 30),
  },
});

const apart = (name: string, folder: string, limit = limits(60, 30)) => ({
  extends: true as const,
  test: { name: `${name}-apart`, include: APART.filter((path) => path.startsWith(folder)), ...limit },
});

/** What crosses packages or starts processes: slower, and often waiting, so that two files at once take half the time. */
const across = (include: string[]) => ({
  extends: true as const,
  test: { name: 'integration', include, exclude: APART, isolate: false, ...limits(600, 120) },
});

/** What drives a browser: the files of a process share one. */
const browser = {
  extends: true as const,
  test: {
    name: 'browser',
    include: ['test/browser/**/*.test.ts'],
    isolate: false,
    ...limits(600, 120),
    // A page may lose a race against the test that watches it on a machine that is busy; Vitest names what it tried twice.
    retry: process.env.CI ? 1 : 0,
  },
};

/** The hooks once more, with the oldest React that they promise. */
const oldReact = {
  root,
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
    include: ['packages/client/src/react*/**/*.test.tsx'],
    // So that it takes the React of here, too.
    server: { deps: { inline: [/@tanstack/] } },
    ...limits(60, 30),
  },
};

const MORE_UNITS: Record<string, (typeof oldReact | ReturnType<typeof apart>)[]> = {
  client: [apart('client', 'packages/client/'), oldReact],
  sandbox: [apart('sandbox', 'packages/sandbox/')],
};
/** Begins before all others: it takes as long as five of the next longest. */
const FIRST_FILE = 'postgres-sources';

/** Which projects begin first: their files take long and often wait. The short files of the others keep both cores busy to the end. */
const FIRST_PROJECTS = ['browser', 'integration', 'integration-apart'];

/** What takes longest in its project, the longest first: begun last, one would keep a single core busy while the other has nothing to do. */
const LONGEST = ['evidence', 'mini-app', 'console-screens', 'stories', 'postgres-store', 'campaign'];

/** Vitest's own order, which goes by the size of a file where it has not run before, behind those that take longest. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId, project }: TestSpecification): number {
  const file = basename(moduleId, '.test.ts');
  if (file === FIRST_FILE) return 0;
  return 1 + place(FIRST_PROJECTS, project.name) * 100 + place(LONGEST, file);
}

/** Behind all of them for a name that is not in the list. */
function place(names: string[], name: string): number {
  return names.includes(name) ? names.indexOf(name) : names.length;
}

const units = (name: string) => [unit(name), ...(MORE_UNITS[name] ?? [])];

/** What the `vitest.config.ts` of a package holds: its own tests, for whoever works inside its folder. */
export const inPackage = (name: string) =>
  defineConfig({
    root,
    resolve: { alias },
    test: {
      maxWorkers: 2,
      projects: [...units(name), across([`packages/${name}/test/**/*.test.ts`])],
    },
  });

export default defineConfig({
  root,
  resolve: { alias },
  test: {
    // More than cores: tests across packages and pages wait often.
    maxWorkers: availableParallelism() + 2,
    // More room for objects that just came into being: to collect them more seldom saves an eighth of the CPU of the units.
    execArgv: ['--max-semi-space-size=64'],
    // An order of our own would hide the one that somebody asks for.
    sequence: process.argv.some((argument) => argument.startsWith('--sequence.shuffle'))
      ? {}
      : { sequencer: LongestFirst },
    projects: [
      ...[...PACKAGES, 'console'].flatMap(units),
      {
        extends: true,
        test: { name: 'scripts', include: ['scripts/**/*.test.mjs'], isolate: false, ...limits(60, 30) },
      },
      across([
        'packages/*/test/**/*.test.ts',
        'test/{integration,simulation,campaign,mutants,attackers,fuzz}/**/*.test.ts',
      ]),
      apart('integration', 'test/integration/', limits(600, 120)),
      browser,
    ],
  },
});
