import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.js';
import { runCli } from './run-cli.js';

async function run(args: string[], environment: Record<string, string> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(args, {
    environment,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

function ledgerPath(): string {
  const folder = tempFolder();
  onTestFinished(() => folder.remove());
  return join(folder.path, 'ledger.db');
}

describe('ait-iap-server', () => {
  it('creates a SQLite ledger, once, and says where', async () => {
    const database = ledgerPath();
    const first = await run(['init', '--database', database]);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining(database) });
    const again = await run(['init', '--json'], { DATABASE_URL: database });
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^{"applied":\[\],"schemaVersion":\d+}$/),
    });
    expect((await run(['migrate', '--database', database])).out).toContain('이미 최신이에요');
  });

  it('creates a ledger beside the tables of an application', async () => {
    const database = ledgerPath();
    const shop = new DatabaseSync(database);
    shop.exec('create table wallets (user_key text)');
    shop.close();
    expect(await run(['init', '--database', database])).toMatchObject({ code: 0 });
    expect(await run(['audit', '--database', database])).toMatchObject({ code: 0 });
  });

  it.each(['migrate', 'audit'])(
    'creates no ledger with %s when there is none, and says how to create one',
    async (command) => {
      const database = ledgerPath();
      for (const make of [() => undefined, () => writeFileSync(database, '')]) {
        make();
        const { code, err } = await run([command, '--database', database]);
        expect(code).toBe(1);
        expect(err).toContain('npx ait-iap-server init');
      }
    },
  );

  it('finds no fault in a sound ledger', async () => {
    const database = ledgerPath();
    await run(['init', '--database', database]);
    expect(await run(['audit', '--database', database])).toMatchObject({
      code: 0,
      out: expect.stringContaining('원장이 온전해요'),
    });
    const { code, out } = await run(['audit', '--json', '--database', database]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ sound: true });
  });

  it('names the orders that break an invariant', async () => {
    const database = ledgerPath();
    await run(['init', '--database', database]);
    const ledger = new DatabaseSync(database);
    ledger.exec(`insert into ait_iap_orders (order_id, given_id, user_key, sku, claimed, delivery, first_seen_at, checks)
      values ('lost', 'lost', 'user-1', 'gem', 1, 'granted', 0, 1)`);
    ledger.close();
    const { code, out } = await run(['audit', '--database', database]);
    expect(code).toBe(3);
    expect(out).toContain('grants-are-in-the-timeline: 1 order breaks it');
    expect(out).toContain('  lost');
    const json = await run(['audit', '--json', '--database', database]);
    expect(json.code).toBe(3);
    expect(JSON.parse(json.out)).toMatchObject({
      sound: false,
      invariants: expect.arrayContaining([
        expect.objectContaining({ name: 'disagreement-is-watched', broken: 1, examples: ['lost'] }),
      ]),
    });
  });

  it.each([
    [[], 'it names no command'],
    [['frobnicate'], 'there is no command "frobnicate".'],
    [['ordr', 'x'], 'there is no command "ordr". Did you mean "order"?'],
    [['migrate', '--no-such-option'], "Unknown option '--no-such-option'"],
    [['audit', '--database'], "Option '--database <value>' argument missing"],
    [['migrate', 'twice'], 'migrate takes nothing beside its options, and 1 were given'],
    [['order'], 'order takes <order id> beside its options, and 0 were given'],
  ])('prints its usage for %j, and says at the end what it has not understood', async (args, why) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain('npx ait-iap-server migrate');
    expect(err.split('\n').at(-1)).toContain(`Failed to understand the command: ${why}`);
  });

  it('does not treat the value of an option as a command, even if it has the name of one', async () => {
    const database = ledgerPath();
    await run(['init', '--database', database]);
    const id = '0197c1f2-5f0a-7c3e-9a4b-1d2e3f4a5b6c';
    const by = ['--reason', 'order', '--actor', 'audit', '--database', database];
    const { code, out } = await run([...by, 'mark-granted', id, '--user', 'user', '--sku', 'export']);
    expect([code, out]).toEqual([0, expect.stringContaining(`granted: ${id}`)]);
  });

  it.each([
    '"postgres://user:hunter2@host/db"',
    ' postgres://user:hunter2@host/db',
    'postgres://user:hunter2@host/db\n',
    'mysql://user:hunter2@host/db',
    'prisma+postgres://accelerate.example/?api_key=hunter2',
    'file:./ledger.db?secret=hunter2',
  ])('creates no file for %j, and does not repeat it: it may hold a password', async (address) => {
    for (const command of ['init', 'migrate', 'audit']) {
      const { code, out, err } = await run([command], { DATABASE_URL: address });
      expect(code).toBe(2);
      expect(err).toMatch(/Failed to find the ledger by .*DATABASE_URL/);
      expect(out + err).not.toContain('hunter2');
    }
  });

  it('says why it cannot write a table', async () => {
    const database = ledgerPath();
    await run(['init', '--database', database]);
    const missing = join(dirname(database), 'missing', 'november.csv');
    const { code, err } = await run([
      'export',
      '--month',
      '2026-11',
      '--out',
      missing,
      '--database',
      database,
    ]);
    expect([code, err]).toEqual([1, expect.stringContaining('the file cannot be written (ENOENT)')]);
  });

  it('accepts options before the command too', async () => {
    const database = ledgerPath();
    expect(await run(['--database', database, 'init'])).toMatchObject({ code: 0 });
    expect(await run(['--json', 'audit', '--database', database])).toMatchObject({ code: 0 });
  });

  it('prints its usage on request', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, err: '' });
  });

  it('says what is missing when no database is named', async () => {
    expect(await run(['migrate'])).toMatchObject({ code: 2, err: expect.stringContaining('DATABASE_URL') });
  });

  it('fails with one sentence and without the password when the server cannot be reached', async () => {
    const { code, err } = await run(['migrate', '--database', 'postgres://u:hunter2@127.0.0.1:1/x']);
    expect(code).toBe(1);
    expect(err).toContain('Failed to use the ledger: the database server cannot be reached (ECONNREFUSED)');
    expect(err).not.toContain('hunter2');
  });
});
