import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { missingFiles } from './missing-files.mjs';

let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ait-iap-docs-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'packages/server/src/ledger'), { recursive: true });
  mkdirSync(join(root, 'docs'));
  writeFileSync(join(root, 'packages/server/src/ledger/audit.ts'), '');
  writeFileSync(join(root, 'docs/errors.md'), '');
});

test.each([
  'The rows: `packages/server/src/ledger/audit.ts`.',
  'The folder `packages/server/src/ledger/` holds it.',
  'Each of `packages/*/src/ledger/*.ts`.',
  'See [errors](errors.md#every-code) and [above](#top), and [the platform](https://example.com/docs/none.md).',
  'Run `npm run build`, then `packages` alone is a word.',
])('an existing file is not reported: %s', (text) => {
  expect(missingFiles('docs/guide.md', text, root)).toEqual([]);
});

test.each([
  ['a file', 'One\ntwo `packages/server/src/ledger/gone.ts`', 'packages/server/src/ledger/gone.ts'],
  ['a folder', 'One\ntwo `packages/server/src/gone/`', 'packages/server/src/gone/'],
  ['a pattern', 'One\ntwo `packages/*/gone/*.ts`', 'packages/*/gone/*.ts'],
  ['a link', 'One\ntwo [gone](gone.md#part)', 'docs/gone.md'],
])('%s that does not exist is named, with its line', (_, text, path) => {
  expect(missingFiles('docs/guide.md', text, root)).toEqual([{ line: 2, path }]);
});
