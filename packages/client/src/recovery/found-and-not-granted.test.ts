import { describe, expect, it } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';

const yes = async () => true;
const no = async () => false;

/** A device whose pending list contains an order without a note on this device. The list can be switched off. */
function start() {
  const list = { isBroken: false };
  const device = lab({
    getPendingOrders: () => {
      if (list.isBroken) throw Object.assign(new Error('throttled'), { code: 'APP_BRIDGE_THROTTLED' });
      return { orders: [...device.pending].map(([orderId, sku]) => ({ orderId, sku })) };
    },
  });
  device.pending.set(ORDER, SKU);
  return { ...device, list };
}

describe('a pending order that could not be granted', () => {
  it.each([
    ['a recovery', (iap: ReturnType<typeof start>['iap']) => iap.recover({ grant: no })],
    ['a tap', (iap: ReturnType<typeof start>['iap']) => iap.purchase(SKU, { grant: no })],
  ])(
    'keeps its product locked once %s has found it, even if the list cannot be read later',
    async (_, find) => {
      const device = start();
      await find(device.iap);
      device.list.isBroken = true;
      const { iap, bridge } = device.start();
      expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({
        status: 'failed',
        error: { code: 'ORDER_UNRESOLVED' },
      });
      expect(bridge.sheets).toEqual([]);
    },
  );

  it('frees its product once it is granted', async () => {
    const device = start();
    await device.iap.recover({ grant: no });
    await device.iap.recover({ grant: yes });
    expect([...device.store.values()].join()).not.toContain(ORDER);
    expect(device.pending.size).toBe(0);
  });
});
