import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../sandbox/create-sandbox.js';
import { exportWorld } from '../world/exported-world.js';
import { runCli } from './run-cli.js';
import { writeLines } from './write-lines.js';

const folder = mkdtempSync(join(tmpdir(), 'ait-iap-paths-'));
const asFolder = join(folder, 'folder');
beforeAll(() => void mkdirSync(asFolder));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function failureOf(...args: string[]): Promise<string> {
  const errors: string[] = [];
  const code = await runCli(args, { out: () => {}, error: (text) => errors.push(text) });
  expect(code).toBe(1);
  return errors.join('\n');
}

describe('a folder instead of a file', () => {
  test.each([
    ['import', ['import', asFolder]],
    ['the upload of a plugin', ['place', 'upload', 'gem', asFolder, '--plugin-version', '1.0.0']],
  ])('is refused with what to do: %s', async (_, args) => {
    expect(await failureOf(...args)).toMatch(/^Failed to read .*folder: .*Give a file.*읽을 수 없어요/s);
  });

  test('cannot be written, and nothing stays beside it', () => {
    const sandbox = createSandbox();
    expect(() => writeLines(asFolder, exportWorld(sandbox.world.store))).toThrow(
      /^Failed to write .*folder: .*Choose another file.*쓸 수 없어요/s,
    );
    sandbox.close();
    expect(readdirSync(folder)).toEqual(['folder']);
  });
});

test('a folder that does not exist is told as such, too', () => {
  expect(() => writeLines(join(folder, 'nowhere', 'world.jsonl'), [])).toThrow(/^Failed to write .*ENOENT/s);
});

test('what the lines throw is thrown as it is', () => {
  const lines = function* (): Iterable<string> {
    yield 'one';
    throw new Error('of the lines');
  };
  expect(() => writeLines(join(folder, 'world.jsonl'), lines())).toThrow(/^of the lines$/);
  expect(readdirSync(folder)).toEqual(['folder']);
});

test.each(['notaurl', 'localhost:4600', 'ftp://127.0.0.1'])(
  'the address %s is refused with one that could be right',
  async (address) => {
    expect(await failureOf('orders', '--url', address)).toMatch(/is not a URL\. Give --url one like http:/);
  },
);

test.each([[['orders']], [['events']], [['advance', '1d']]])(
  'an address where another program answers everything with its page is told as such: %j',
  async (args) => {
    const other = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await failureOf(...args, '--url', `http://127.0.0.1:${port}`)).toMatch(
      /is not a sandbox.*샌드박스가 아니에요/s,
    );
    other.closeAllConnections();
    other.close();
  },
);
