import type { StoryDatabase } from '../database/story-database.js';
import type { Dice } from '../dice.js';
import { ledgerSchema } from './ledger-schema.js';
import { ModelServer } from './model-server.js';
import { ModelStore, type ModelTx } from './model-store.js';

/** A ledger on a model of a server: one process, one clock, and every wait a choice of the dice. */
export async function openModel(dice: Dice): Promise<StoryDatabase<ModelTx>> {
  const server = new ModelServer(await ledgerSchema());
  return {
    settle: () => new Promise((resolve) => setImmediate(resolve)),
    slicesMs: [0],
    outlivesProcesses: true,
    open: (clock, life) => new ModelStore({ server, clock, life, dice: dice.fork('ways') }),
    give: async (tx, { orderId, userKey, sku }) => {
      await tx.run('insert into items (order_id, user_key, sku) values (?, ?, ?)', orderId, userKey, sku);
      await tx.run("insert into journal (order_id, what) values (?, 'granted')", orderId);
    },
    takeBack: async (tx, { orderId }) => {
      await tx.run('delete from items where order_id = ?', orderId);
      await tx.run("insert into journal (order_id, what) values (?, 'revoked')", orderId);
    },
    read: async (sql) => server.read(sql) as never,
    close: async () => server.close(),
  };
}
