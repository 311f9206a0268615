import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { createOrderId } from '@ait-iap/protocol';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../src/cli/run-cli.js';
import { createFulfillment } from '../src/fulfillment/create-fulfillment.js';
import { sqliteStore } from '../src/sqlite.js';
import { ScriptedPartner } from './support/scripted-partner.js';
import { tempFolder } from './support/temp-folder.js';

const USER = 'user-1';

/** A shop whose items are in the file of its ledger. */
function openShop(path: string, partner: ScriptedPartner, create = false) {
  const store = sqliteStore(path, { create });
  const fulfillment = createFulfillment({
    partner,
    store,
    onGrant: (tx, order) => tx.run('insert into items values (?)', order.orderId),
    onRevoke: (tx, order) => tx.run('delete from items where order_id = ?', order.orderId),
  });
  const items = async () => {
    const rows = await store.write((tx) => tx.all<{ order_id: string }>('select order_id from items'));
    return rows.map((row) => row.order_id);
  };
  return { store, fulfillment, items };
}

async function startShop() {
  const folder = tempFolder();
  onTestFinished(() => folder.remove());
  const path = join(folder.path, 'ledger.db');
  const partner = new ScriptedPartner();
  const shop = openShop(path, partner, true);
  await shop.store.write((tx) => tx.run('create table items (order_id text primary key)'));
  const grantSome = async (count: number) => {
    const orders = Array.from({ length: count }, () => createOrderId());
    for (const orderId of orders) {
      partner.say(orderId, {}, USER);
      await shop.fulfillment.grant({ orderId, userKey: USER });
    }
    return orders;
  };
  return { ...shop, partner, path, copy: join(folder.path, 'backup.db'), grantSome };
}

const WAYS: readonly [string, (path: string, copy: string) => unknown][] = [
  [
    'the backup of node:sqlite',
    async (path, copy) => {
      const source = new DatabaseSync(path, { readOnly: true });
      await backup(source, copy);
      source.close();
    },
  ],
  [
    'VACUUM INTO',
    (path, copy) => {
      const source = new DatabaseSync(path, { readOnly: true });
      source.prepare('vacuum into ?').run(copy);
      source.close();
    },
  ],
];

describe.each(WAYS)('a ledger that is saved by %s while grants run', (_, save) => {
  it('has every grant that was answered before, and no broken invariant', async () => {
    const { store, path, copy, grantSome } = await startShop();
    const before = await grantSome(20);
    const running = grantSome(20);
    await save(path, copy);
    await running;
    await store.close();
    const restored = openShop(copy, new ScriptedPartner());
    onTestFinished(() => restored.store.close());
    expect(await restored.items()).toEqual(expect.arrayContaining(before));
    const lines: string[] = [];
    const out = (line: string) => lines.push(line);
    expect(
      await runCli(['audit', '--database', copy], { environment: {}, out, err: out }),
      lines.join(),
    ).toBe(0);
  });

  it('gets the later orders back by an import and a refresh, each once', async () => {
    const { store, partner, path, copy, grantSome } = await startShop();
    const before = await grantSome(5);
    await save(path, copy);
    const after = await grantSome(5);
    await store.close();
    for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true });
    copyFileSync(copy, path);
    const { fulfillment, items, store: again } = openShop(path, partner);
    onTestFinished(() => again.close());
    expect((await items()).sort()).toEqual([...before].sort());
    // Some were bought before, some after: by the log of the backend, or by the list of payments in the console.
    const known = [...before.slice(3), ...after].map((orderId) => ({ orderId, userKey: USER }));
    await fulfillment.importOrders(known);
    for (const { orderId } of known) await fulfillment.refresh({ orderId });
    expect((await items()).sort()).toEqual([...before, ...after].sort());
    expect(await fulfillment.grant({ orderId: after[0] ?? '', userKey: USER })).toMatchObject({
      outcome: 'already_granted',
    });
  });
});

describe('a ledger whose file was copied while it was open', () => {
  it('has lost the newest grants, which are in the file beside it', async () => {
    const { store, path, copy, grantSome } = await startShop();
    await grantSome(20);
    copyFileSync(path, copy);
    await store.close();
    const lost = (() => {
      try {
        const file = new DatabaseSync(copy, { readOnly: true });
        const rows = file.prepare('select order_id from ait_iap_orders').all();
        file.close();
        return rows.length < 20;
      } catch {
        return true;
      }
    })();
    expect(lost).toBe(true);
  });
});
