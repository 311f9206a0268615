import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { memoryBundles } from './bundle-store.js';
import { folderBundles } from './folder-bundles.js';

const [ONE, TWO] = ['1'.repeat(64), '2'.repeat(64)];
const folder = mkdtempSync(join(tmpdir(), 'ait-iap-bundles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['memory', () => memoryBundles()],
  ['folder', () => folderBundles(mkdtempSync(join(folder, 'store-')))],
])('bundles in a %s', (_, open) => {
  it('are given back byte by byte, even if the caller changes its array later', async () => {
    const bundles = open();
    const content = Uint8Array.of(0, 255, 10, 13);
    await bundles.put(ONE, content);
    content[0] = 9;
    expect(await bundles.get(ONE)).toEqual(Uint8Array.of(0, 255, 10, 13));
    expect(await bundles.get(TWO)).toBeUndefined();
  });

  it('may be put twice, also at the same time', async () => {
    const bundles = open();
    await Promise.all([1, 2, 3].map(() => bundles.put(ONE, new Uint8Array(100_000).fill(7))));
    expect(await bundles.get(ONE)).toEqual(new Uint8Array(100_000).fill(7));
  });

  it('are deleted, except those that are still needed', async () => {
    const bundles = open();
    await bundles.put(ONE, Uint8Array.of(1));
    await bundles.put(TWO, Uint8Array.of(2));
    await bundles.keepOnly(new Set([TWO]));
    expect([await bundles.get(ONE), await bundles.get(TWO)]).toEqual([undefined, Uint8Array.of(2)]);
  });
});

describe('a folder of bundles', () => {
  test('is created by the first bundle, and tidying a missing folder does nothing', async () => {
    const path = join(folder, 'new', 'bundles');
    const bundles = folderBundles(path);
    await bundles.keepOnly(new Set());
    expect(existsSync(path)).toBe(false);
    await bundles.put(ONE, Uint8Array.of(1));
    expect(readdirSync(path)).toEqual([`${ONE}.ait`]);
  });

  test('keeps files that it did not write when it is tidied', async () => {
    const path = mkdtempSync(join(folder, 'shared-'));
    writeFileSync(join(path, 'notes.txt'), 'mine');
    writeFileSync(join(path, 'app.ait'), 'mine');
    await folderBundles(path).keepOnly(new Set());
    expect(readdirSync(path).sort()).toEqual(['app.ait', 'notes.txt']);
  });

  test('accepts no name except a hash', async () => {
    for (const name of ['../outside', '', `${ONE}/x`])
      await expect(folderBundles(folder).get(name)).rejects.toThrow(TypeError);
  });
});
