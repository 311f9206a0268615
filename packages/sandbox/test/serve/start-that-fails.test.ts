import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ServeOptions } from '../../src/serve/serve-options.js';
import { serveSandbox } from '../../src/serve/serve-sandbox.js';
import { startCommand } from './child-sandbox.js';
import { temporaryFolder } from './served.js';

let folder: ReturnType<typeof temporaryFolder>;
let other: Server;
let taken: number;
beforeAll(async () => {
  other = createServer();
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  taken = Number((other.address() as { port: number }).port);
});
afterAll(() => void other.close());
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const FREE = { port: 0, partnerPort: 0 };
const serve = (options: ServeOptions) => serveSandbox({ ...FREE, ...options });

describe('a start that fails', () => {
  test.each<[string, () => ServeOptions, string]>([
    ['the port of the page is taken', () => ({ port: taken }), 'PORT_IN_USE'],
    ['the port of the partner API is taken', () => ({ partnerPort: taken }), 'PORT_IN_USE'],
    ['the token has no use', () => ({ token: 'a token of 16 characters' }), 'TOKEN_REFUSED'],
    ['it cannot listen there', () => ({ expose: '192.0.2.1' }), 'LISTEN_FAILED'],
    ['the world is no file', () => ({ db: folder.path }), 'WORLD_FILE_UNREADABLE'],
    ['the world has no name', () => ({ db: '' }), 'WORLD_FILE_UNREADABLE'],
    [
      'the folder of the world cannot be made',
      () => ({ db: join(folder.path, 'file', 'w.db') }),
      'FOLDER_NOT_MADE',
    ],
    ['the clock cannot run so', () => ({ rate: -1, db: ':memory:' }), 'INVALID_CLOCK'],
  ])('leaves no folder that it made: %s', async (_, options, code) => {
    writeFileSync(join(folder.path, 'file'), '');
    await expect(serve({ dir: join(folder.path, 'new', 'sandbox'), ...options() })).rejects.toMatchObject({
      code,
    });
    expect(readdirSync(folder.path)).toEqual(['file']);
  });

  test('leaves a folder alone that was there before', async () => {
    await expect(serve({ dir: folder.path, db: ':memory:', token: 'x' })).rejects.toThrow('token');
    expect(existsSync(folder.path)).toBe(true);
  });

  test('does not take a port of its own twice', async () => {
    const dir = join(folder.path, 'new');
    const free = createServer();
    await new Promise<void>((listening) => free.listen(0, '127.0.0.1', listening));
    const { port } = free.address() as { port: number };
    await new Promise((closed) => free.close(closed));
    await expect(serve({ dir, port, partnerPort: port })).rejects.toMatchObject({ code: 'PORT_IN_USE' });
    expect(existsSync(dir)).toBe(false);
  });

  test('says which file it could not write', async () => {
    mkdirSync(join(folder.path, 'running.json'));
    await expect(serve({ dir: folder.path, db: ':memory:' })).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
      message: expect.stringMatching(/running\.json.*파일에 쓸 수 없어요/),
    });
  });

  test.skipIf(process.platform !== 'linux')('says that the certificates cannot be written', async () => {
    symlinkSync('/proc/self', join(folder.path, 'certs'));
    await expect(serve({ dir: folder.path, db: ':memory:' })).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
    });
  });
});

describe('a folder that cannot be made ends the command line with one sentence and code 1', () => {
  test
    .skipIf(process.platform !== 'linux')
    .each([
      [['serve', '--port', '0', '--partner-port', '0', '--dir', '/proc/x']],
      [['serve', '--port', '0', '--partner-port', '0', '--db', '/proc/x/y/world.db']],
      [['serve', '--port', '0', '--partner-port', '0', '--dir', '']],
      [['certs', '--dir', '/proc/x']],
      [['certs', '--dir', '']],
    ])('%j', async (args) => {
    const { child, ended } = startCommand(folder.path, args);
    const { code, stderr } = await ended;
    child.kill('SIGKILL');
    expect(stderr).toMatch(/^Failed to make the folder [^\n]*폴더를 만들 수 없어요[^\n]*\n$/);
    expect(code).toBe(1);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('exec without a folder for temporary files', async () => {
    const { ended } = startCommand(folder.path, ['exec', '--', 'true'], {
      TMPDIR: join(folder.path, 'none'),
    });
    const { code, stderr } = await ended;
    expect(stderr).toMatch(/^Failed to make the folder [^\n]*TMPDIR[^\n]*\n$/);
    expect(code).toBe(1);
  });
});
