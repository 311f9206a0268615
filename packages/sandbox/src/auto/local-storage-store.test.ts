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
