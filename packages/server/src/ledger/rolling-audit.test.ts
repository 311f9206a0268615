import { describe, expect, it, onTestFinished } from 'vitest';
import { sqliteHarness } from '../../test/support/sqlite-harness.js';
import { LEDGER_INVARIANTS } from './invariants.js';
import { RollingAudit } from './rolling-audit.js';

describe('the rolling audit', () => {
  it('goes through a ledger of any size and starts again', async () => {
    const harness = await sqliteHarness();
    onTestFinished(() => harness.close());
    const insert = (id: string) =>
      `insert into ait_iap_orders (order_id, given_id, claimed, delivery, first_seen_at, checks) values ('${id}', '${id}', 1, 'none', 0, 1)`;
    await harness.store.transaction(async ({ tx }) => {
      for (let i = 0; i < 450; i += 1) await harness.run(tx, insert(`order-${String(i).padStart(4, '0')}`));
    });
    const audit = new RollingAudit();
    const step = () => harness.store.read((ledger) => audit.step(ledger));
    expect([await step(), await step(), await step()]).toEqual([200, 400, 450]);
    await harness.store.transaction(({ tx }) => harness.run(tx, 'update ait_iap_orders set claimed = 0'));
    expect([await step(), await step(), await step()]).toEqual([250, 50, 0]);
  });

  it('can check a part of the orders instead of all, for every invariant', () => {
    for (const { name, sql } of LEDGER_INVARIANTS) {
      expect(sql.split('from ait_iap_orders').length - 1, name).toBe(1);
      expect(sql.split('ait_iap_orders').length - 1, name).toBe(1);
    }
  });
});
