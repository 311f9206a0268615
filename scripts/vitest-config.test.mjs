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
