import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { wrongFolderTables } from './folder-tables.mjs';

test('a table of folders names each existing folder, and no other', () => {
  const root = mkdtempSync(join(tmpdir(), 'ait-iap-docs-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const folder of ['bridge', 'desk', 'errors'])
    mkdirSync(join(root, 'src', folder), { recursive: true });
  writeFileSync(join(root, 'src/index.ts'), '');
  const table = (...cells) =>
    `**Client** (\`src/\`)\n\n| folder | what |\n| --- | --- |\n${cells.map((cell) => `| ${cell} | does \`things\` |\n`).join('')}\nMore.\n`;
  expect(wrongFolderTables(table('`bridge`, `desk`', '`errors`'), root)).toEqual([]);
  expect(wrongFolderTables(table('`bridge`', '`errors`, `session`'), root)).toEqual([
    'src/desk has no row',
    'src/session is not there',
  ]);
});
