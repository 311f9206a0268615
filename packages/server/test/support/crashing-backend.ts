// A partner backend in a process of its own that kills itself at the step it is told: see `crash.test.ts`.
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import type { LedgerStore } from '../../src/ledger/ledger-store.js';
import { ScriptedPartner } from './scripted-partner.js';
import { steppingStore } from './stepping-store.js';

const [database = '', orderId = '', action = '', killAt = ''] = process.argv.slice(2);

let steps = 0;
function step(name: string): void {
  steps += 1;
  if (steps !== Number(killAt)) return;
  process.stdout.write(`${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

function run<Tx>(
  store: LedgerStore<Tx>,
  write: (tx: Tx, sql: string, id: string) => unknown,
): Promise<unknown> {
  const partner = new ScriptedPartner().say(orderId, {
    status: action === 'refund' ? 'REFUNDED' : 'PURCHASED',
  });
  partner.before = async () => step('the platform is asked');
  const fulfillment = createFulfillment({
    partner,
    store: steppingStore(store, step),
    onGrant: async (tx, order) => {
      step('onGrant begins');
      await write(tx, 'insert into items (order_id) values', order.orderId);
      step('onGrant has written');
    },
    onRevoke: async (tx, order) => {
      step('onRevoke begins');
      await write(tx, 'insert into taken_back (order_id) values', order.orderId);
      step('onRevoke has written');
    },
  });
  return action === 'refund'
    ? fulfillment.refresh({ orderId })
    : fulfillment.grant({ orderId, userKey: 'user-1' });
}

if (database.startsWith('postgres:')) {
  const { postgresStore } = await import('../../src/postgres.js');
  const store = postgresStore(database);
  await run(store, (tx, sql, id) => tx.query(`${sql} ($1)`, [id]));
  await store.close();
} else {
  const { sqliteStore } = await import('../../src/sqlite.js');
  const store = sqliteStore(database);
  await run(store, (tx, sql, id) => tx.run(`${sql} (?)`, id));
  await store.close();
}
process.stdout.write('survived\n');
