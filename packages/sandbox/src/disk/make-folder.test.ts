import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeFolder, removeIfEmpty } from './make-folder.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ait-iap-folder-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (...names: string[]) => join(root, ...names);

describe('a folder', () => {
  test('is made with the folders above it, which are told, the highest first', () => {
    expect(makeFolder(at('a', 'b', 'c'), 0o700)).toEqual([at('a'), at('a', 'b'), at('a', 'b', 'c')]);
    expect(statSync(at('a', 'b', 'c')).mode & 0o777).toBe(0o700);
    expect(makeFolder(at('a', 'b', 'c'))).toEqual([]);
  });

  test('may be a link to one', () => {
    mkdirSync(at('real'));
    symlinkSync(at('real'), at('link'));
    expect(makeFolder(at('link'))).toEqual([]);
    makeFolder(at('link', 'below'));
    expect(existsSync(at('real', 'below'))).toBe(true);
  });

  test.each([
    ['an empty path', () => '', 'its path is empty'],
    ['a NUL character', () => at('a\0b', 'c'), 'its path contains a NUL character'],
    ['a file in the way', () => at('file'), 'a file is in the way'],
    ['a file above it', () => at('file', 'x', 'y'), 'a file is in the way'],
    ['a link that leads nowhere', () => at('nowhere'), 'a file is in the way'],
    ['a name without end', () => at('new', 'n'.repeat(300)), 'its name is too long'],
    ['links in a circle', () => at('circle', 'x'), 'ELOOP'],
  ])('is refused in words: %s', (_, pathOf, why) => {
    writeFileSync(at('file'), '');
    symlinkSync(at('gone'), at('nowhere'));
    symlinkSync(at('circle'), at('circle'));
    expect(() => makeFolder(pathOf())).toThrow(
      expect.objectContaining({
        name: 'FolderNotMadeError',
        code: 'FOLDER_NOT_MADE',
        folder: pathOf(),
        message: expect.stringMatching(
          new RegExp(`^Failed to make the folder .*: ${why}.*폴더를 만들 수 없어요`),
        ),
      }),
    );
    // What was made on the way to it has gone again.
    expect(existsSync(at('new'))).toBe(false);
  });

  // The disk of these is the kernel's: `mkdir` of Node with `recursive` never returned below /proc.
  test
    .skipIf(process.platform !== 'linux')
    .each(['/proc/x', '/proc/self/x/y', '/sys/x', '/sys/x/y', '/dev/null/x'])(
    'is refused where the system has none: %s',
    (path) => {
      expect(() => makeFolder(path)).toThrow(
        expect.objectContaining({ code: 'FOLDER_NOT_MADE', folder: path }),
      );
    },
  );
});

test('only what is empty is removed again', () => {
  const made = makeFolder(at('a', 'b', 'c'));
  writeFileSync(at('a', 'kept'), '');
  removeIfEmpty(made);
  expect([existsSync(at('a', 'kept')), existsSync(at('a', 'b'))]).toEqual([true, false]);
});
