import { describe, expect, it } from 'vitest';
import { ledgerSchema } from './stories/model/ledger-schema.js';
import { ModelServer, ModelTransaction } from './stories/model/model-server.js';
import { DeadlockError } from './stories/model/row-locks.js';

const ONE = '11111111-1111-4111-a111-111111111111';
const TWO = '22222222-2222-4222-a222-222222222222';
const INSERT = `insert into ait_iap_orders (order_id, given_id, claimed, delivery, first_seen_at, checks, next_check_at)
  values (?, ?, 0, 'none', 0, 0, 5) on conflict (order_id) do update set order_id = excluded.order_id returning checks`;
const COUNT = 'update ait_iap_orders set checks = checks + 1 where order_id = ? returning checks';
const CLAIM = `update ait_iap_orders set next_check_at = 9 where order_id in
  (select order_id from ait_iap_orders where next_check_at <= 5 /* for update *//* skip locked */) returning order_id`;
const READ = 'select order_id, checks from ait_iap_orders order by order_id';

/** Whether a promise has settled once everything has run that needs no time. */
async function isOpen(promise: Promise<unknown>): Promise<boolean> {
  let open = true;
  const settled = () => {
    open = false;
  };
  promise.then(settled, settled);
  await new Promise((resolve) => setImmediate(resolve));
  return open;
}

describe('the model of a server', () => {
  const withOrders = async (...ids: string[]) => {
    const server = new ModelServer(await ledgerSchema());
    for (const id of ids) {
      const transaction = new ModelTransaction();
      await server.run(transaction, INSERT, [id, id]);
      server.commit(transaction);
    }
    return server;
  };

  it('shows uncommitted data only to its own transaction', async () => {
    const server = await withOrders(ONE);
    const transaction = new ModelTransaction();
    await server.run(transaction, COUNT, [ONE]);
    expect(server.read(READ)).toEqual([{ order_id: ONE, checks: 0 }]);
    expect(await server.run(transaction, READ, [])).toEqual([{ order_id: ONE, checks: 1 }]);
    server.commit(transaction);
    expect(server.read(READ)).toEqual([{ order_id: ONE, checks: 1 }]);
  });

  it('makes a second writer of a row wait, and then read the result of the first', async () => {
    const server = await withOrders(ONE);
    const [first, second] = [new ModelTransaction(), new ModelTransaction()];
    await server.run(first, COUNT, [ONE]);
    const waiting = server.run(second, COUNT, [ONE]);
    expect(await isOpen(waiting)).toBe(true);
    server.commit(first);
    expect(await waiting).toEqual([{ checks: 2 }]);
  });

  it('forgets the writes of a transaction that was rolled back', async () => {
    const server = await withOrders(ONE);
    const [first, second] = [new ModelTransaction(), new ModelTransaction()];
    await server.run(first, COUNT, [ONE]);
    const waiting = server.run(second, COUNT, [ONE]);
    server.end(first);
    expect(await waiting).toEqual([{ checks: 1 }]);
  });

  it('makes two transactions that add the same row run one after the other', async () => {
    const server = await withOrders();
    const [first, second] = [new ModelTransaction(), new ModelTransaction()];
    await server.run(first, INSERT, [ONE, ONE]);
    const waiting = server.run(second, INSERT, [ONE, ONE]);
    expect(await isOpen(waiting)).toBe(true);
    server.commit(first);
    expect(await waiting).toEqual([{ checks: 0 }]);
    server.commit(second);
    expect(server.read(READ)).toHaveLength(1);
  });

  it('lets a claim skip rows that another transaction holds', async () => {
    const server = await withOrders(ONE, TWO);
    const [first, second] = [new ModelTransaction(), new ModelTransaction()];
    await server.run(first, COUNT, [ONE]);
    expect(await server.run(second, CLAIM, [])).toEqual([{ order_id: TWO }]);
  });

  it('ends one of two transactions that wait for each other', async () => {
    const server = await withOrders(ONE, TWO);
    const [first, second] = [new ModelTransaction(), new ModelTransaction()];
    await server.run(first, COUNT, [ONE]);
    await server.run(second, COUNT, [TWO]);
    const waiting = server.run(first, COUNT, [TWO]);
    await expect(server.run(second, COUNT, [ONE])).rejects.toThrow(DeadlockError);
    server.end(second);
    expect(await waiting).toEqual([{ checks: 1 }]);
  });
});
