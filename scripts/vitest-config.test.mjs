import { existsSync, globSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url).pathname;
const folders = ['.', ...globSync('packages/*', { cwd: root })];

/** Where the aliases of a project lead the name of one of our packages. */
function resolved(specifier, { resolve }) {
  const alias = resolve?.alias.find(({ find }) => find.test(specifier));
  return alias && specifier.replace(alias.find, alias.replacement);
}

test.each(folders)(
  '`npx vitest` in %s finds a configuration, and tests the sources with it',
  async (folder) => {
    const { default: config } = await import(`${root}${folder}/vitest.config.ts`);
    const { projects } = config.test;
    expect(projects.length).toBeGreaterThan(0);
    for (const project of projects) {
      const found = resolved('@ait-iap/protocol', project.extends ? config : project);
      expect(found).toBe(`${root}packages/protocol/src/index.ts`);
      expect(existsSync(found)).toBe(true);
    }
  },
);

/** Files in the order in which Vitest begins them, when none has run before. */
async function sorted(paths) {
  const { default: config } = await import(`${root}vitest.config.ts`);
  const { sequencer: Sequencer } = config.test.sequence;
  const project = (name) => ({ name, config: { isolate: false, sequence: { groupOrder: 0 } } });
  const files = Object.entries(paths).map(([path, name]) => ({
    moduleId: root + path,
    project: project(name),
  }));
  const known = { cache: { getTestSpecificationResult: () => undefined } };
  return (await new Sequencer(known).sort(files)).map(({ moduleId }) => moduleId.slice(root.length));
}

test('the longest file begins first, then those that wait often, and the short ones fill the end', async () => {
  const order = [
    'packages/server/test/postgres-sources.test.ts',
    'test/browser/evidence.test.ts',
    'test/browser/mini-app.test.ts',
    'test/browser/bridge-js.test.ts',
    'packages/server/test/stories.test.ts',
    'packages/server/test/crash.test.ts',
    'packages/client/src/news/order-news.test.ts',
  ];
  expect(order.filter((path) => !existsSync(root + path))).toEqual([]);
  const projects = ['integration', 'browser', 'browser', 'browser', 'integration', 'integration', 'client'];
  const paths = Object.fromEntries(order.map((path, index) => [path, projects[index]]).reverse());
  expect(await sorted(paths)).toEqual(order);
});
