import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { bundleWith } from '../../test/support/bundles.js';
import { png } from '../../test/support/png.js';
import { findSandbox } from '../serve/find-sandbox.js';
import { knownEndpoints } from '../serve/known-endpoints.js';
import type { ServedSandbox } from '../serve/serve-options.js';
import { serveSandbox } from '../serve/serve-sandbox.js';
import { ENDPOINT_COMMANDS } from './endpoint-commands.js';
import { PLACE_COMMANDS } from './place-commands.js';
import { runCli } from './run-cli.js';

const SKU = 'ait.sandbox.consumable-1';
const folder = mkdtempSync(join(tmpdir(), 'ait-iap-cli-'));

let served: ServedSandbox;
beforeAll(async () => {
  const dir = join(folder, '.ait-iap');
  served = await serveSandbox({ port: 0, partnerPort: 0, dir, db: ':memory:', rate: 0 });
});
beforeEach(() => served.sandbox.reset());
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await runCli(args, { out: (text) => out.push(text), error: (text) => errors.push(text) });
  return { code, out: out.join('\n'), error: errors.join('\n') };
}
const at = (...args: string[]) => run(...args, '--url', served.pageUrl);
const json = async (...args: string[]) => JSON.parse((await at(...args, '--json')).out);

/** Endpoints whose command has its own file. */
const BY_OTHERS = [
  ...[
    'GET /products',
    'POST /purchases',
    'POST /orders/:orderId/refund',
    'POST /orders/:orderId/refund-request',
  ],
  ...['POST /clock/advance', 'GET /faults', 'GET /faults/catalogue', 'POST /faults', 'DELETE /faults'],
  ...[
    'DELETE /faults/:id',
    'GET /stream',
    'GET /export',
    'POST /import',
    'POST /versions',
    'POST /place/plugins/:pluginId/versions',
  ],
];

describe('the commands', () => {
  test('reach every endpoint of the control API', () => {
    const reached = new Set([
      ...BY_OTHERS,
      ...[...ENDPOINT_COMMANDS, ...PLACE_COMMANDS].map(({ endpoint }) => endpoint),
    ]);
    expect([...knownEndpoints().keys()].filter((endpoint) => !reached.has(endpoint))).toEqual([]);
  });

  test('name a file where their endpoint takes one', async () => {
    const picture = join(folder, 'gem.png');
    writeFileSync(picture, png(1024, 1024));
    await at('account', 'contract', 'CHIEF_ADMINISTRATOR');
    await at('account', 'kyc');
    await at('account', 'decide', 'APPROVED');
    const register = [
      'products',
      'register',
      '--type',
      'CONSUMABLE',
      '--name',
      '보석',
      '--description',
      '보석이에요',
    ];
    const given = await json(...register, '--supply-price', '1000', '--picture', picture);
    expect(given).toMatchObject({ review: 'IN_REVIEW', name: '보석' });
    const missing = await at(...register, '--supply-price', '1000', '--picture', 'nowhere.png');
    expect([missing.code, missing.error]).toEqual([1, expect.stringContaining('nowhere.png')]);
  });

  test('take the arguments and flags of their endpoint, and answer in columns or as JSON', async () => {
    await at('buy', SKU, '--user', 'a');
    const { order } = await json('buy', SKU, '--user', 'b');
    expect((await json('orders', '--user-key', 'b')).orders).toMatchObject([{ orderId: order.orderId }]);
    expect((await at('orders', '--limit', '1')).out).toMatch(/^orderId .*state[\s\S]*PURCHASED/);
    expect((await at('order', order.orderId)).out).toContain('userKey: b');
    expect((await json('timeline', order.orderId)).events).toHaveLength(3);
    expect((await at('payments', '--state', 'REFUNDED')).out).toContain('None');
  });

  test('take a word, a number and a list as plain arguments when the command names them', async () => {
    await at('account', 'contract', 'CHIEF_ADMINISTRATOR');
    await at('account', 'kyc');
    expect((await at('account', 'decide', 'APPROVED')).code).toBe(0);
    const file = join(folder, 'app.ait');
    writeFileSync(file, await bundleWith());
    expect(await json('versions', 'upload', file, '--as', '1.2.0')).toMatchObject({ version: '1.2.0' });
    expect((await at('versions')).out).toMatch(/1\.2\.0 +BUILDING/);
    expect((await json('deploy-keys', 'issue', 'ci')).key).toMatch(/^ait-sandbox-/);
    await at('settings', 'set', '--holidays', '["2026-02-17"]', '--refund-hours', '2');
    expect(await json('settings')).toMatchObject({ holidays: ['2026-02-17'], refundHours: 2 });
    expect(await json('clock', 'rate', '60')).toMatchObject({ rate: 60 });
    expect(await json('clock', 'freeze')).toMatchObject({ rate: 0 });
  });

  test.each([
    [['refunds', 'reject', 'x'], /missing required argument 'reason'/],
    [['orders', '--state', 'PAYED'], /Allowed choices/],
    [['orders', '--limit', 'many'], /Write it as JSON/],
    [['orders', '--colour', 'red'], /unknown option/],
    [['account', 'contract', 'BOSS'], /Allowed choices/],
    [['versions', 'dance'], /there is no command 'dance' of 'ait-iap-sandbox versions'\. The commands are/],
    [['versions', 'uplod'], /Did you mean 'upload'\?/],
    [['webhooks', 'wach'], /there is no command 'wach'/],
  ])('refuse %o with a message, and with one JSON object for a program', async (args, words) => {
    expect((await at(...args)).error).toMatch(words);
    const { code, error } = await at(...args, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(error)).toMatchObject({
      error: { code: 'USAGE', message: expect.stringMatching(words) },
    });
  });

  test('refuse a day off that is on no calendar', async () => {
    const { error } = await at('settings', 'set', '--holidays', '["2026-13-45"]');
    expect(error).toMatch(/Failed to read holidays.*date/);
    expect(await json('settings')).toMatchObject({ holidays: [] });
  });

  test('undo goes back to an earlier event', async () => {
    const { events } = await json('status');
    await at('buy', SKU);
    expect(await json('undo', String(events))).toMatchObject({ orders: 0 });
  });
});

describe('the sandbox that a command uses', () => {
  const here = (path: string) => vi.spyOn(process, 'cwd').mockReturnValue(path);

  test('is the one that runs in this folder, or in a folder above it', () => {
    const below = join(folder, 'packages', 'app');
    mkdirSync(below, { recursive: true });
    here(below);
    expect(findSandbox({})).toEqual({ url: served.pageUrl });
  });

  test('is never one whose process has ended', () => {
    const left = mkdtempSync(join(folder, 'left-'));
    mkdirSync(join(left, '.ait-iap'));
    const file = { pageUrl: 'http://127.0.0.1:1', partnerUrl: '', pid: 2 ** 30 };
    writeFileSync(join(left, '.ait-iap', 'running.json'), JSON.stringify(file));
    here(left);
    expect(findSandbox({}).url).toBe(served.pageUrl);
  });

  test('is rather the one of the environment variable, and first of all the one that is named', () => {
    here(folder);
    vi.stubEnv('AIT_IAP_URL', 'http://127.0.0.1:2');
    expect(findSandbox({}).url).toBe('http://127.0.0.1:2');
    expect(findSandbox({ url: 'http://127.0.0.1:3' }).url).toBe('http://127.0.0.1:3');
  });
});

describe('completion', () => {
  const words = async (...typed: string[]) => (await run('complete', '--', ...typed)).out.split('\n');

  test('knows commands, subcommands, flags, and the words that a flag takes', async () => {
    expect(await words()).toEqual(expect.arrayContaining(['serve', 'orders', 'versions']));
    expect(await words('versions')).toEqual(expect.arrayContaining(['upload', 'release', '--json']));
    expect(await words('orders', '--state')).toContain('PURCHASED');
    expect((await run('completion', 'bash')).out).toContain('complete -o default');
  });
});

describe('an existing world', () => {
  test('keeps its name and its seed: others are refused, and a new setting applies from now on', async () => {
    const dir = mkdtempSync(join(folder, 'world-'));
    const start = async (more: object) => {
      const one = await serveSandbox({ port: 0, partnerPort: 0, dir, ...more });
      const settings = one.sandbox.world.settings();
      await one.close();
      return settings;
    };
    await start({ settings: { appName: 'my-app' }, seed: 'one' });
    await expect(start({ settings: { appName: 'other' } })).rejects.toMatchObject({ code: 'OTHER_WORLD' });
    await expect(start({ seed: 'two' })).rejects.toMatchObject({ code: 'OTHER_WORLD' });
    expect(await start({ settings: { appName: 'my-app', refundHours: 3 } })).toMatchObject({
      refundHours: 3,
    });
  });
});
