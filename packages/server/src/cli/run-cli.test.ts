import { join } from 'node:path';
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
  it('makes the tables of a SQLite ledger, once', async () => {
    const database = ledgerPath();
    const first = await run(['migrate', '--database', database, '--json']);
    expect(first).toMatchObject({ code: 0, out: '{"applied":[1],"schemaVersion":1}' });
    const second = await run(['migrate', '--json'], { DATABASE_URL: database });
    expect(second).toMatchObject({ code: 0, out: '{"applied":[],"schemaVersion":1}' });
  });

  it('says in words what it did', async () => {
    const database = ledgerPath();
    expect((await run(['migrate', '--database', database])).out).toContain('Applied 1');
    expect((await run(['migrate', '--database', database])).out).toContain('이미 최신이에요');
  });

  it.each([[[]], [['frobnicate']], [['migrate', '--no-such-option']], [['migrate', 'twice']]])(
    'shows how it is used for %j',
    async (args) => {
      const { code, err } = await run(args);
      expect(code).toBe(2);
      expect(err).toContain('npx ait-iap-server migrate');
    },
  );

  it('shows how it is used when asked', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, err: '' });
  });

  it('says what is missing when no database is named', async () => {
    expect(await run(['migrate'])).toMatchObject({ code: 2, err: expect.stringContaining('DATABASE_URL') });
  });

  it('fails with one sentence and without the password when the server is not there', async () => {
    const { code, err } = await run(['migrate', '--database', 'postgres://u:hunter2@127.0.0.1:1/x']);
    expect(code).toBe(1);
    expect(err).toContain('Failed to use the ledger');
    expect(err).not.toContain('hunter2');
  });
});
