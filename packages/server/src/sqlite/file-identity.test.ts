import { copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.js';
import { fileIdentity, OpenFile } from './file-identity.js';

function openFile() {
  const { path: root, remove } = tempFolder();
  onTestFinished(remove);
  const folder = join(root, 'data');
  mkdirSync(folder);
  const path = join(folder, 'ledger.db');
  for (const each of [path, `${path}-wal`]) writeFileSync(each, 'x');
  return { root, folder, path };
}

// A folder that was just created is not trusted: another change may get the same timestamp.
let ahead = 10_000;
const now = () => Date.now() + ahead;
const lookedAt: string[] = [];
const look = (path: string) => {
  lookedAt.push(path);
  return fileIdentity(path);
};
beforeEach(() => {
  ahead = 10_000;
});

function replace(path: string): void {
  copyFileSync(path, `${path}.copy`);
  renameSync(`${path}.copy`, path);
}

describe('an open ledger file whose folder has not changed for a while', () => {
  it.each<[string, (at: ReturnType<typeof openFile>) => void]>([
    ['the file is moved away', ({ path }) => renameSync(path, `${path}.old`)],
    ['the file is deleted', ({ path }) => rmSync(path)],
    ['the file is replaced', ({ path }) => replace(path)],
    ['the log is deleted', ({ path }) => rmSync(`${path}-wal`)],
    ['the log is replaced', ({ path }) => replace(`${path}-wal`)],
    ['the folder is moved away', ({ folder }) => renameSync(folder, `${folder}.old`)],
    [
      'the folder is replaced',
      ({ folder, path }) => {
        renameSync(folder, `${folder}.old`);
        mkdirSync(folder);
        for (const each of [path, `${path}-wal`]) writeFileSync(each, 'x');
      },
    ],
  ])('is not written to once %s', (_, happen) => {
    const at = openFile();
    const file = new OpenFile(at.path, now, look);
    file.assertWritable();
    file.assertWritable();
    happen(at);
    expect(() => file.assertWritable()).toThrow(/was moved, deleted or replaced/);
    expect(() => file.assertWritable()).toThrow(/was moved, deleted or replaced/);
  });

  it('is not checked again, because that would make the next commit slower', () => {
    const { path } = openFile();
    const file = new OpenFile(path, now, look);
    file.assertWritable();
    lookedAt.length = 0;
    file.assertWritable();
    file.assertInPlace();
    expect(lookedAt).toEqual([]);
  });

  it('is still checked after a second, for a file system that does not update the time of its folders', () => {
    const { path } = openFile();
    const file = new OpenFile(path, now, look);
    file.assertWritable();
    lookedAt.length = 0;
    ahead += 1_000;
    file.assertWritable();
    expect(lookedAt).toContain(`${path}-wal`);
  });

  it('is checked each time while something in the folder is new', () => {
    ahead = 0;
    const { path } = openFile();
    const file = new OpenFile(path, now, look);
    for (let times = 0; times < 2; times += 1) {
      lookedAt.length = 0;
      file.assertWritable();
      expect(lookedAt).toContain(`${path}-wal`);
    }
  });

  it('is still accepted while other files come and go beside it', () => {
    const { path } = openFile();
    const file = new OpenFile(path, now, look);
    file.assertWritable();
    writeFileSync(`${path}-journal`, 'x');
    file.assertWritable();
    rmSync(`${path}-journal`);
    file.assertWritable();
  });

  it('is checked each time when its path is a link, whose folder says nothing about it', () => {
    const { root, path } = openFile();
    const link = join(root, 'link.db');
    symlinkSync(path, link);
    const file = new OpenFile(link, now, look);
    file.assertWritable();
    replace(path);
    expect(() => file.assertWritable()).toThrow(/was moved, deleted or replaced/);
  });
});
