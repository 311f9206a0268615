import { describe, expect, it } from 'vitest';
import { listed, SKU, start, USER } from '../../test/support/armed-sandbox.js';
import { buy } from '../../test/support/buy.js';
import { createSandbox } from '../sandbox/create-sandbox.js';

describe('a fault of the bridge', () => {
  it('lists a pending order late', async () => {
    const { sandbox, bridge } = start({ name: 'pending-list-late', times: 'always' });
    const orderId = await buy(bridge, SKU).purchased;
    expect(await listed(bridge)).toEqual([]);
    await sandbox.clock.advance('10 s');
    expect(await listed(bridge)).toEqual([orderId]);
  });

  it('lists one order late however often the list is asked for, and the next order in time', async () => {
    const { sandbox, bridge } = start({ name: 'pending-list-late' });
    const late = await buy(bridge, SKU).purchased;
    for (let second = 0; second < 10; second++) {
      expect(await listed(bridge)).toEqual([]);
      await sandbox.clock.advance('1 s');
    }
    expect(await listed(bridge)).toEqual([late]);
    const next = await buy(bridge, SKU).purchased;
    expect(await listed(bridge)).toEqual([late, next]);
  });

  it('keeps an order hidden in a world that was exported meanwhile, and shows it once the fault is disarmed', async () => {
    const { sandbox, bridge } = start({ name: 'pending-list-late' });
    const orderId = await buy(bridge, SKU).purchased;
    expect(await listed(bridge)).toEqual([]);
    const copy = createSandbox();
    copy.import(sandbox.export());
    const there = copy.bridge({ userKey: USER });
    expect(await listed(there)).toEqual([]);
    expect(copy.faults.disarm('fault-1')).toBe(true);
    expect(await listed(there)).toEqual([orderId]);
    sandbox.faults.clear();
    expect(await listed(bridge)).toEqual([orderId]);
  });

  it('stops hiding an order by itself when its time is over', async () => {
    const { sandbox, bridge } = start({ name: 'pending-list-late', delay: 2.5 });
    await buy(bridge, SKU).purchased;
    await listed(bridge);
    await sandbox.clock.advance('1 day');
    expect(sandbox.world.store.records('fault-effect')).toEqual([]);
  });

  it('is late for an order by chance at most once, and does not hide an order that was listed', async () => {
    const { sandbox, bridge } = start({ name: 'pending-list-late', probability: 0.5, times: 'always' });
    for (let order = 0; order < 20; order++) await buy(bridge, SKU).purchased;
    const first = await listed(bridge);
    expect([0, 20]).not.toContain(first.length);
    for (let time = 0; time < 5; time++) expect(await listed(bridge)).toEqual(first);
    await sandbox.clock.advance('10 s');
    expect(await listed(bridge)).toHaveLength(20);
  });

  it('does not waste its lag on an order that was paid long ago', async () => {
    const { sandbox, bridge } = start();
    const old = await buy(bridge, SKU).purchased;
    await sandbox.clock.advance('1 day');
    sandbox.faults.arm({ name: 'pending-list-late' });
    const young = await buy(bridge, SKU).purchased;
    expect(await listed(bridge)).toEqual([old]);
    await sandbox.clock.advance('10 s');
    expect(await listed(bridge)).toEqual([old, young]);
  });

  it('throttles or ignores calls of one function and leaves the others alone', async () => {
    const { sandbox, bridge } = start(
      { name: 'bridge-throttled', function: 'getPendingOrders' },
      { name: 'bridge-no-answer', function: 'completeProductGrant' },
    );
    await expect(bridge.call('getPendingOrders', [])).rejects.toMatchObject({ code: 'APP_BRIDGE_THROTTLED' });
    expect(await bridge.call('getPendingOrders', [])).toEqual({ orders: [] });
    let settled = false;
    const over = () => {
      settled = true;
    };
    bridge.call('completeProductGrant', [{}]).then(over, over);
    await sandbox.clock.advance('1 day');
    expect(settled).toBe(false);
  });
});
