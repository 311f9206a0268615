import { describe, expect, it } from 'vitest';
import { buy, grant } from '../../test/support/buy.js';
import { paymentStoreContract } from '../../test/support/payment-store-contract.js';
import { releaseStoreContract } from '../../test/support/release-store-contract.js';
import { worldStoreContract } from '../../test/support/world-store-contract.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import { localStorageStore, type StorageLike } from './local-storage-store.js';

worldStoreContract('localStorage', () => localStorageStore(mapStorage()));
paymentStoreContract('localStorage', () => localStorageStore(mapStorage()));
releaseStoreContract('localStorage', () => localStorageStore(mapStorage()));

const USER = 'user-1';
const SKU = 'ait.sandbox.consumable-1';

describe('a world in localStorage', () => {
  it('is found again by the next page load', async () => {
    const storage = mapStorage();
    const before = createSandbox({ store: localStorageStore(storage) });
    const orderId = await buy(before.bridge({ userKey: USER }), SKU).purchased;
    const after = createSandbox({ store: localStorageStore(storage) });
    expect(after.world.store.pendingOrders(USER)).toMatchObject([{ orderId }]);
    expect(after.dump()).toBe(before.dump());
  });

  it('is one world for two tabs at the same time', async () => {
    const storage = mapStorage();
    const [one, two] = [
      createSandbox({ store: localStorageStore(storage) }),
      createSandbox({ store: localStorageStore(storage) }),
    ];
    const orderId = await buy(one.bridge({ userKey: USER }), SKU).purchased;
    await grant(two.bridge({ userKey: USER }), orderId, true);
    expect(one.world.store.order(orderId)?.state).toBe('PURCHASED');
    two.reset();
    expect(one.world.store.orderCount()).toBe(0);
  });

  it('has the same faults in two tabs: armed in one, struck in the other, and then spent in both', async () => {
    const storage = mapStorage();
    const [one, two] = [
      createSandbox({ store: localStorageStore(storage) }),
      createSandbox({ store: localStorageStore(storage) }),
    ];
    const codeIn = async (tab: typeof one) => {
      const ended = buy(tab.bridge({ userKey: USER }), SKU).purchased;
      return ended.then(
        () => 'purchased',
        ({ code }) => code,
      );
    };
    // Both have looked for faults already.
    expect([await codeIn(one), await codeIn(two)]).toEqual(['purchased', 'purchased']);
    one.faults.arm({ name: 'purchase-error', code: 'NETWORK_ERROR', times: 2 });
    expect([await codeIn(one), await codeIn(two)]).toEqual(['NETWORK_ERROR', 'NETWORK_ERROR']);
    expect([await codeIn(one), await codeIn(two)]).toEqual(['purchased', 'purchased']);
    one.faults.arm({ name: 'purchase-error', times: 'always' });
    expect(await codeIn(two)).toBe('INTERNAL_ERROR');
    one.reset();
    expect(await codeIn(two)).toBe('purchased');
  });

  it('has the same lasting effects in two tabs', async () => {
    const storage = mapStorage();
    const [one, two] = [
      createSandbox({ store: localStorageStore(storage) }),
      createSandbox({ store: localStorageStore(storage) }),
    ];
    const pending = (tab: typeof one) => tab.bridge({ userKey: USER }).call('getPendingOrders', []);
    await buy(one.bridge({ userKey: USER }), SKU).purchased;
    expect(await pending(two)).toMatchObject({ orders: [{}] });
    const { id } = one.faults.arm({ name: 'pending-list-late' });
    expect(await pending(one)).toEqual({ orders: [] });
    expect(await pending(two)).toEqual({ orders: [] });
    one.faults.disarm(id);
    expect(await pending(two)).toMatchObject({ orders: [{}] });
  });

  it('refuses a step that it cannot store, and then the step has not happened', async () => {
    const storage = mapStorage();
    const sandbox = createSandbox({ store: localStorageStore(storage) });
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const purchase = buy(sandbox.bridge({ userKey: USER }), SKU);
    expect(await purchase.ended).toMatchObject({ code: 'STORAGE_FULL' });
    expect(sandbox.world.store.orderCount()).toBe(0);
  });
});

function mapStorage(): StorageLike {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (name) => map.get(name) ?? null,
    setItem: (name, value) => void map.set(name, value),
    removeItem: (name) => void map.delete(name),
  };
}
