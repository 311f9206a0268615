import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Command } from 'commander';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { releaseDeskOf } from '../../test/support/release-desk-of.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { createControlApi } from '../serve/control-api/control-api.js';
import { WebhookSender } from '../webhooks-out/webhook-sender.js';
import { createProgram } from './program.js';
import { runCli } from './run-cli.js';

const SKU = 'ait.sandbox.consumable-1';
const folder = mkdtempSync(join(tmpdir(), 'ait-iap-cli-'));

let sandbox: Sandbox;
let server: Server;
let url: string;

beforeAll(async () => {
  sandbox = createSandbox();
  const api = createControlApi({
    sandbox,
    webhooks: new WebhookSender(sandbox),
    releaseDesk: releaseDeskOf(sandbox),
    version: '0',
  });
  server = createServer(getRequestListener(new Hono().route('/api', api).fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => sandbox.reset());
afterAll(() => {
  server.closeAllConnections();
  server.close();
  sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command line like a terminal. */
async function run(...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await runCli(args, { out: (text) => out.push(text), error: (text) => errors.push(text) });
  return { code, out: out.join('\n'), error: errors.join('\n') };
}

/** The same on the sandbox of this test. */
const at = (...args: string[]) => run(...args, '--url', url);
const json = async (...args: string[]) => JSON.parse((await at(...args, '--json')).out);

const COMMANDS = ['serve', 'products', 'buy', 'refund', 'advance', 'fault', 'export', 'import', 'certs'];

describe('the command line', () => {
  test('names every command in its help', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
  });

  test.each(COMMANDS)('explains %s in Korean and English', async (command) => {
    const { code, out } = await run(command, '--help');
    expect(code).toBe(0);
    expect(out).toMatch(/요\. \(/);
  });

  test('says what serve --expose makes reachable', async () => {
    expect((await run('serve', '--help')).out.replace(/\s+/g, ' ')).toMatch(
      /EXPOSES .* the control API \(buy, refund, erase\)/,
    );
  });

  test.each([
    [['dance'], /unknown command/],
    [['buy'], /missing required argument/],
    [['serve', '--port', '70000'], /0 to 65535/],
    [['buy', SKU, '--grant', 'maybe'], /true, false, none/],
    [['refund', 'x', '--reason', 'BORED'], /NOT_DELIVERED/],
  ])('refuses %o with a message and with its own exit code', async (args, words) => {
    const { code, error } = await run(...args);
    expect(code).toBe(1);
    expect(error).toMatch(words);
  });

  test.each([
    [
      'a mistyped fault',
      'purchase-eror',
      /no fault and no command 'purchase-eror'.*'arm purchase-error'.*`ait-iap-sandbox fault list`/,
    ],
    ['a mistyped command', 'lsit', /no command 'lsit' of 'ait-iap-sandbox fault'\. Did you mean 'list'\?/],
    [
      'a fault without its command',
      'purchase-error',
      /is a fault and no command\. Arm it with `ait-iap-sandbox fault arm purchase-error`/,
    ],
    [
      'a word like no other',
      'earthquake',
      /no command 'earthquake'[^?]*`ait-iap-sandbox fault list`.*list, arm, armed, clear/,
    ],
    ['a name that every object has', 'constructor', /no command 'constructor'/],
  ])('says what was probably meant by %s after fault, on one line', async (_, word, words) => {
    const { code, error } = await run('fault', word);
    expect([code, error.split('\n').length]).toEqual([1, 1]);
    expect(error).toMatch(words);
    expect(error).toMatch(/요\.\)$/);
  });

  test('says for every command with subcommands which one was probably meant', async () => {
    const groups = createProgram({ out: () => {}, error: () => {} }).commands.filter(
      ({ commands }) => commands.length > 0,
    );
    expect(groups.length).toBeGreaterThan(5);
    for (const group of groups) {
      const [meant = ''] = group.commands.map((each) => each.name());
      const { code, error } = await run(group.name(), `${meant}x`);
      expect(code).toBe(1);
      expect(error).toMatch(new RegExp(`${meant}x'(.|\n)*Did you mean '?${meant}`));
      expect(error).not.toContain('too many');
    }
  });

  test('says how to start a sandbox when none runs', async () => {
    const nobody = ['--url', 'http://127.0.0.1:9'];
    const { code, error } = await run('products', ...nobody);
    expect(code).toBe(1);
    expect(error).toMatch(/ait-iap-sandbox serve[\s\S]*실행/);
    const machine = await run('products', '--json', ...nobody);
    expect(JSON.parse(machine.error)).toMatchObject({ error: { code: 'NOT_RUNNING' } });
  });
});

describe('the commands for a running sandbox', () => {
  test('products lists the catalogue in columns and as JSON', async () => {
    expect((await at('products')).out).toMatch(
      /^ait\.sandbox\.consumable-1 +CONSUMABLE +1,100원 +테스트 상품 - 1$/m,
    );
    expect((await json('products')).products).toHaveLength(4);
  });

  test('buy buys, leaves pending, and fails with the code of the host', async () => {
    expect((await at('buy', SKU, '--user', 'user-1')).out).toMatch(/지급됐어요, 1,100원/);
    expect(await json('buy', SKU, '--grant', 'none')).toMatchObject({ outcome: 'pending' });
    const failed = await at('buy', SKU, '--payment', 'cancel', '--json');
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.error)).toMatchObject({ error: { code: 'USER_CANCELED' } });
  });

  test('refund refunds at once, and only asks with --request', async () => {
    const { order } = await json('buy', SKU);
    expect((await at('refund', order.orderId, '--request')).out).toContain('REQUESTED');
    const { order: second } = await json('buy', SKU);
    expect(await json('refund', second.orderId, '--reason', 'PAID_TWICE')).toMatchObject({
      state: 'REFUNDED',
    });
    expect((await at('refund', 'nobody')).error).toMatch(/there is none with this id/);
  });

  test('advance takes a duration in words', async () => {
    expect(await json('advance', '40', 'days')).toMatchObject({ now: '2026-02-10T00:00:00.000Z' });
    expect((await at('advance', '1', 'day')).out).toContain('시각: 2026-02-11T00:00:00.000Z');
    expect((await at('advance', 'soon')).code).toBe(1);
  });

  test('fault lists, arms, shows and clears', async () => {
    for (const args of [
      ['fault', 'list', '--url', url],
      ['fault', '--url', url],
      ['fault', '--help'],
    ]) {
      expect((await run(...args)).out).toMatch(
        /^purchase-error +code,recordedAfter +주문이 에러 코드로 끝나요/m,
      );
    }
    expect(
      (await at('fault', 'arm', 'purchase-error', '--code', 'NETWORK_ERROR', '--times', 'always')).code,
    ).toBe(0);
    expect((await at('buy', SKU)).error).toContain('NETWORK_ERROR');
    expect((await at('fault', 'armed')).out).toBe('fault-1  purchase-error  1/always');
    await at('fault', 'clear', 'fault-1');
    expect(await json('fault', 'armed')).toEqual({ faults: [] });
    expect((await at('fault', 'arm', 'earthquake')).code).toBe(1);
    expect((await at('fault', 'arm', 'purchase-eror')).error).toMatch(
      /Did you mean purchase-error\? Use one of/,
    );
  });

  test('buy says so when the money was taken although the purchase failed', async () => {
    await at(
      'fault',
      'arm',
      'purchase-error',
      '--code',
      'TOSS_SERVER_VERIFICATION_FAILED',
      '--recorded-after',
      '5000',
    );
    expect((await at('buy', SKU)).error).toMatch(/TOSS_SERVER_VERIFICATION_FAILED.*1,100원.*not recorded/);
    expect(sandbox.charges()).toMatchObject([{ recorded: false }]);
    await at('advance', '5', 's');
    expect(sandbox.charges()).toMatchObject([{ recorded: true }]);
  });

  test('export and import move a world, through a sandbox or its file', async () => {
    await json('buy', SKU);
    const [file, db] = [join(folder, 'world.jsonl'), join(folder, 'other.db')];
    expect(await json('export', file)).toMatchObject({ file });
    expect(JSON.parse((await run('import', file, '--db', db, '--json')).out)).toMatchObject({ orders: 1 });
    expect((await run('export', '--db', db)).out).toBe(readFileSync(file, 'utf8').trim());
    sandbox.reset();
    expect((await at('import', file)).out).toContain('1개');
    expect((await at('export')).out).toBe(readFileSync(file, 'utf8').trim());
  });

  test('import refuses a file that is not a world, and export refuses a missing file', async () => {
    const file = join(folder, 'list.txt');
    writeFileSync(file, 'bread\nmilk\n');
    expect((await at('import', file)).code).toBe(1);
    expect((await run('export', '--db', join(folder, 'nowhere.db'))).error).toMatch(/no such file/);
  });

  test('export leaves a file unchanged when there is nothing to write into it', async () => {
    const keep = join(folder, 'keep.jsonl');
    const db = join(folder, 'kept.db');
    writeFileSync(keep, 'kept');
    writeFileSync(join(folder, 'foreign.db'), 'no database');
    await json('export', join(folder, 'kept.jsonl'));
    await run('import', join(folder, 'kept.jsonl'), '--db', db);
    const stranger = createServer((_, response) => response.end('<!doctype html>'));
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    for (const from of [
      ['--db', join(folder, 'missing.db')],
      ['--db', join(folder, 'foreign.db')],
      ['--url', 'http://127.0.0.1:9'],
      ['--url', elsewhere],
    ]) {
      expect((await run('export', keep, ...from)).code).toBe(1);
      expect(readFileSync(keep, 'utf8')).toBe('kept');
    }
    stranger.close();
    expect((await run('export', db, '--db', db)).error).toMatch(/the file of the world itself/);
    expect((await run('export', keep, '--db', db)).code).toBe(0);
    expect(readFileSync(keep, 'utf8')).toMatch(/^\{"format"/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('fault arm refuses a word that would have no effect, and arms nothing', async () => {
    for (const args of [
      ['purchase-error', '--code', 'NOPE'],
      ['bridge-throttled', '--function', 'getPendingOrder'],
      ['pending-list-late', '--delay', 'soon'],
      ['order-status-500', '--times', 'often'],
    ])
      expect((await at('fault', 'arm', ...args)).error).toMatch(/is not usable/);
    expect(await json('fault', 'armed')).toEqual({ faults: [] });
  });

  test('certs makes the certificates without a sandbox', async () => {
    const { out } = await run('certs', '--dir', folder, '--app-name', 'my-app', '--json');
    const { ca, cert, key } = JSON.parse(out);
    for (const path of [ca, cert, key]) expect(readFileSync(path, 'utf8')).toMatch(/^-----BEGIN/);
  });
});

describe('the reference of the command line', () => {
  const reference = readFileSync(
    new URL('../../../../docs/sandbox-command-line.md', import.meta.url),
    'utf8',
  );
  const commands = (command: Command): Command[] => [command, ...command.commands.flatMap(commands)];

  test('names every existing command and flag', () => {
    const program = createProgram({ out: () => {}, error: () => {} });
    const flags = commands(program).flatMap(({ options }) => options.map(({ long }) => String(long)));
    const missing = [...new Set(flags)].filter((flag) => flag !== '--version' && !reference.includes(flag));
    expect(missing).toEqual([]);
    for (const command of COMMANDS) expect(reference).toMatch(new RegExp(`^## .*\\b${command}\\b`, 'm'));
  });

  test('names no flag that does not exist', () => {
    const program = createProgram({ out: () => {}, error: () => {} });
    const known = new Set(
      commands(program).flatMap(({ options }) => options.map(({ long }) => String(long))),
    );
    const named = [...reference.matchAll(/`(--[a-z-]+)/g)].map(([, flag]) => String(flag));
    expect(named.filter((flag) => flag !== '--help' && !known.has(flag))).toEqual([]);
  });
});
