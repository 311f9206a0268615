import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { importsOf, sourceFiles } from './imports-of.mjs';

function tree(files) {
  const root = mkdtempSync(join(tmpdir(), 'ait-iap-layers-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test('every way to import counts: types, re-exports, imports at run time, and types in place', () => {
  const importer = 'packages/server/src/a/one.ts';
  const root = tree({
    [importer]: `
      import { b } from '../b/b.js';
      import type { C } from '../c/c.js';
      export { d } from '../d/d.js';
      export type { E } from '../e/e.js';
      const f = () => import('../f/f.js');
      let g: import('../g/g.js').G;
      import '../h/h.js';
      import { fs } from 'node:fs';
    `,
    ...Object.fromEntries([...'bcdefgh'].map((name) => [`packages/server/src/${name}/${name}.ts`, ''])),
  });
  const found = importsOf([importer], root).map(({ to }) => to);
  expect(found.sort()).toEqual([...'bcdefgh'].map((name) => `packages/server/src/${name}/${name}.ts`));
});

test('a package is known by its name, and by a path that leads into it', () => {
  const root = tree({
    'packages/client/src/one.ts': `import '@ait-iap/sandbox/auto'; import '../../server/src/sqlite.js';`,
    'packages/server/src/sqlite.ts': '',
  });
  expect(importsOf(['packages/client/src/one.ts'], root).map(({ to }) => to)).toEqual([
    'packages/sandbox',
    'packages/server/src/sqlite.ts',
  ]);
});

test('the sources are those of the repository, without dependencies and build output', () => {
  const root = tree({
    'packages/client/src/one.tsx': '',
    'packages/client/dist/one.ts': '',
    'packages/client/node_modules/x/src/one.ts': '',
    'examples/shop/src/main.ts': '',
    'examples/shop/node_modules/x/main.ts': '',
    'scripts/check.mjs': '',
  });
  expect(sourceFiles(root)).toEqual([
    'examples/shop/src/main.ts',
    'packages/client/src/one.tsx',
    'scripts/check.mjs',
  ]);
});
