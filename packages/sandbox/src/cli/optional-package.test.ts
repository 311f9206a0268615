import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { loadOptionalPackage } from './optional-package.js';

const folder = mkdtempSync(join(tmpdir(), 'ait-iap-optional-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const project = pathToFileURL(join(folder, 'package.json')).href;

test('a missing package is named, with the command that installs it', async () => {
  await expect(loadOptionalPackage('@ait-iap/not-there', [project])).rejects.toMatchObject({
    code: 'PACKAGE_NOT_INSTALLED',
    message: expect.stringContaining('npm install --save-dev @ait-iap/not-there'),
  });
});

test('a package that only the project has installed is found there', async () => {
  const own = join(folder, 'node_modules/only-here');
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'package.json'), JSON.stringify({ type: 'module', exports: './index.js' }));
  writeFileSync(join(own, 'index.js'), 'export const found = true;');
  const places = [import.meta.url, project];
  expect(await loadOptionalPackage('only-here', places)).toMatchObject({ found: true });
});
