import { once } from 'node:events';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChildSandbox, startCommand, startSandbox } from './child-sandbox.js';
import { temporaryFolder } from './served.js';

let folder: ReturnType<typeof temporaryFolder>;
const running: Array<{ child: ChildSandbox['child'] }> = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());
afterAll(() => {
  for (const { child } of running) child.kill('SIGKILL');
});

const PROGRAM = `
const answer = await fetch(process.env.AIT_IAP_URL + '/api');
const { now } = await answer.json();
const { existsSync } = await import('node:fs');
const files = ['AIT_IAP_CA', 'AIT_IAP_CERT', 'AIT_IAP_KEY'].every((name) => existsSync(process.env[name]));
console.log(JSON.stringify({ now, files, partner: process.env.AIT_IAP_PARTNER_URL.slice(0, 5) }));
process.exit(7);
`;

describe('ait-iap-sandbox exec', () => {
  test('runs a command with its own sandbox, and ends with its exit code', async () => {
    const command = ['exec', '--frozen', '--', process.execPath, '--input-type=module', '-e', PROGRAM];
    const { lines, ended } = startCommand(folder.path, command);
    const [line] = await once(lines, 'line');
    expect(JSON.parse(String(line))).toEqual({
      now: '2026-01-01T00:00:00.000Z',
      files: true,
      partner: 'https',
    });
    expect((await ended).code).toBe(7);
  });

  test('says in a message that there is no such command', async () => {
    const { ended } = startCommand(folder.path, ['exec', '--', 'no-such-program-anywhere']);
    expect(await ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no-such-program-anywhere'),
    });
  });
});

describe('ait-iap-sandbox watch', () => {
  test('finds the sandbox of its folder, and shows what happens in it', async () => {
    const sandbox = await startSandbox(folder.path);
    running.push(sandbox);
    const watching = startCommand(folder.path, ['watch', '--user', 'user-1']);
    running.push(watching);
    const sheet = new Promise<string>((resolve) => {
      watching.lines.on('line', (line: string) => line.includes('sheet    테스트') && resolve(line));
    });
    const body = JSON.stringify({ userKey: 'user-1', sku: 'ait.sandbox.consumable-1' });
    await fetch(`${sandbox.pageUrl}/api/purchases`, { method: 'POST', body });
    expect(await sheet).toMatch(/1,100원 {2}[0-9a-f-]{36}$/);
    watching.child.kill();
    sandbox.child.kill();
    expect((await sandbox.ended).code).toBe(0);
  });
});

test('a sandbox whose output is not read goes on, and ends when it is told to', async () => {
  const sandbox = await startSandbox(folder.path, ['--db', ':memory:']);
  running.push(sandbox);
  sandbox.child.stdout?.pause();
  const body = JSON.stringify({ userKey: 'u', sku: 'ait.sandbox.consumable-1' });
  for (let count = 0; count < 60; count++) {
    const purchases = Array.from({ length: 10 }, () =>
      fetch(`${sandbox.pageUrl}/api/purchases`, { method: 'POST', body }),
    );
    for (const answer of await Promise.all(purchases)) await answer.text();
  }
  sandbox.child.kill();
  expect(await once(sandbox.child, 'exit')).toEqual([0, null]);
});
