import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ServedSandbox } from '../serve/serve-options.js';
import { serveSandbox } from '../serve/serve-sandbox.js';
import { runCli } from './run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'ait-iap-place-'));
const zip = join(folder, 'dist.zip');

let served: ServedSandbox;
beforeAll(async () => {
  served = await serveSandbox({ port: 0, partnerPort: 0, dir: folder, db: ':memory:', rate: 0 });
  // The part of a ZIP that matters here. The bundle check is responsible for its content.
  writeFileSync(zip, 'PK\u0003\u0004 and so on');
});
beforeEach(() => served.sandbox.reset());
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

async function place(...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await runCli(['place', ...args, '--url', served.pageUrl], {
    out: (text) => out.push(text),
    error: (text) => errors.push(text),
  });
  return { code, out: out.join('\n'), error: errors.join('\n') };
}
const json = async (...args: string[]) => JSON.parse((await place(...args, '--json')).out);

test('a plugin goes from its registration to the terminals of a shop, by the command line', async () => {
  await place(
    'register',
    'gem',
    'POS',
    '--name',
    '보석 쿠폰',
    '--company',
    '보석가게',
    '--acl',
    '["api.gem-shop.kr"]',
  );
  expect((await place('plugins')).out).toContain('api.gem-shop.kr');
  const uploaded = await json('upload', 'gem', zip, '--plugin-version', '1.0.0', '--track', 'live');
  expect(uploaded).toMatchObject({ state: 'UPLOADED', sizeBytes: 14 });
  expect(uploaded.sha256).toMatch(/^[0-9a-f]{64}$/);
  await place('submit', 'gem', '1.0.0');
  expect((await place('decide', 'gem', '1.0.0', 'APPROVED')).code).toBe(0);
  await place('open-store', 'gangnam', '강남점');
  expect(await place('activate', 'gangnam', 'gem', 'STORE')).toMatchObject({
    code: 1,
    error: expect.stringContaining('Only a VAN agent'),
  });
  await place('activate', 'gangnam', 'gem', 'VAN_AGENT');
  await place('install', 'pos-1', 'gangnam', 'POS');
  expect((await place('terminals')).out).toMatch(
    /^terminalId +storeId +track +kind +plugins[\s\S]*gem 1\.0\.0 \(live\)/,
  );
  await place('track', 'pos-1', 'development');
  await place('upload', 'gem', zip, '--plugin-version', '1.1.0');
  expect((await json('terminals')).terminals).toMatchObject([{ waiting: [{ version: '1.1.0' }] }]);
  expect((await json('reload', 'pos-1')).plugins).toMatchObject([{ version: '1.1.0', track: 'development' }]);
  expect((await json('versions', 'gem')).versions).toHaveLength(2);
  expect((await json('stores')).stores).toMatchObject([{ plugins: ['gem'] }]);
});

test('a file that is not a ZIP, or is too large, is refused', async () => {
  await place('register', 'gem', 'FRONT', '--name', '쿠폰', '--company', '보석가게');
  const other = join(folder, 'dist.tar.gz');
  writeFileSync(other, 'no ZIP');
  expect(await place('upload', 'gem', other, '--plugin-version', '1.0.0')).toMatchObject({
    code: 1,
    error: expect.stringContaining('it is no ZIP'),
  });
  writeFileSync(other, new Uint8Array(50_000_001));
  expect((await place('upload', 'gem', other, '--plugin-version', '1.0.0')).error).toContain(
    'over 50000000 bytes',
  );
  expect((await place('upload', 'gem', `${zip}.gone`, '--plugin-version', '1.0.0')).error).toContain(
    'no such file',
  );
  expect((await json('versions', 'gem')).versions).toEqual([]);
});
