import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createOrderId } from '@ait-iap/protocol';
import { expect, it, onTestFinished } from 'vitest';
import { sqliteStore } from '../src/sqlite.js';
import { folder } from './support/command-line.js';

const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** A ledger whose export is larger than a pipe holds. */
async function largeLedger(): Promise<string> {
  const database = join(folder(), 'ledger.db');
  const store = sqliteStore(database, { create: true });
  await store.write((tx) => {
    for (let order = 0; order < 3_000; order += 1) {
      tx.run(
        "insert into ait_iap_orders (order_id, given_id, claimed, delivery, first_seen_at, checks) values (?, 'id', 0, 'none', ?, 0)",
        createOrderId(),
        Date.UTC(2026, 10, 26),
      );
    }
  });
  await store.close();
  return database;
}

function startExport(database: string, stdout: 'pipe' | number) {
  const child = spawn(
    process.execPath,
    [
      ...['--experimental-transform-types', '--disable-warning=ExperimentalWarning'],
      ...['--import', path('./support/run-sources.mjs'), path('../src/cli.ts')],
      ...['export', '--month', '2026-11', '--database', database],
    ],
    { stdio: ['ignore', stdout, 'pipe'] },
  );
  let err = '';
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<{ code: number | null; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, err }));
  });
  return { child, ended };
}

it('ends silently when its output is not read to the end', async () => {
  const { child, ended } = startExport(await largeLedger(), 'pipe');
  child.stdout?.once('data', () => child.stdout?.destroy());
  expect(await ended).toEqual({ code: 0, err: '' });
});

// Only Linux has a device that is always full.
it.runIf(existsSync('/dev/full'))(
  'says that its output cannot be written when the disk is full',
  async () => {
    const full = openSync('/dev/full', 'w');
    onTestFinished(() => closeSync(full));
    const { code, err } = await startExport(await largeLedger(), full).ended;
    expect([code, err]).toEqual([1, expect.stringMatching(/^Failed to write the answer: ENOSPC[^\n]*\n$/)]);
  },
);
