import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';

const yes = () => true;

/** How a device stores a note: in the app at once, in the app after a while, or only in the page. */
const STORAGES = ['native', 'slow native', 'page'] as const;

function device(storage: (typeof STORAGES)[number], store = new Map<string, string>()) {
  if (storage === 'page') {
    vi.stubGlobal('document', {});
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => store.get(key) ?? null,
      setItem: (key: string, value: string) => store.set(key, value),
    });
  }
  const unknown = () => Promise.reject(new Error('unknown method'));
  const delay = () => (storage === 'slow native' ? opened.clock.sleep(300) : undefined);
  const methods = {
    getStorageItem: async (key: string) => {
      await delay();
      return store.get(key) ?? null;
    },
    setStorageItem: async (key: string, value: string) => {
      await delay();
      store.set(key, value);
    },
  };
  const opened: ReturnType<typeof lab> = lab(
    storage === 'page' ? { getStorageItem: unknown, setStorageItem: unknown } : methods,
  );
  return { ...opened, store };
}

afterEach(() => vi.unstubAllGlobals());

describe('an order whose grant is quick', () => {
  it.each(STORAGES)(
    'is written down before the Toss app gets its answer, so that the next start knows of it: %s',
    async (storage) => {
      const { iap, bridge, clock, store } = device(storage);
      let storedAtAnswer = new Map<string, string>();
      bridge.methods.processProductGrant = () => {
        storedAtAnswer = new Map(store);
      };
      void iap.purchase(SKU, { grant: yes });
      await clock.advance(5_000);
      bridge.sheet.purchased(ORDER);
      await clock.advance(5_000);

      // The app died right after the answer. The host has closed the order and no longer lists it.
      const next = device(storage, storedAtAnswer);
      await next.clock.advance(300_000);
      const grant = vi.fn(yes);
      const report = next.iap.recover({ grant });
      await next.clock.advance(30_000);
      expect((await report).orders).toEqual([{ orderId: ORDER, sku: SKU, status: 'granted' }]);
      expect(grant).toHaveBeenCalledOnce();
    },
  );

  it('is answered even if nothing can be written', async () => {
    const { iap, bridge } = device('native');
    void iap.purchase(SKU, { grant: yes });
    await settled();
    bridge.methods.setStorageItem = () => Promise.reject(new Error('disk is full'));
    bridge.sheet.purchased(ORDER);
    await settled();
    expect(bridge.count('processProductGrant')).toBe(1);
  });
});

describe('a name that every JavaScript object has', () => {
  const name = fc.oneof(
    fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'valueOf',
      '0',
      'length',
      '\ud800',
    ),
    fc.string({ minLength: 1, unit: 'binary' }),
  );

  it('works as a sku and an order id, like any other text: sold, found after a restart, and free again', async () => {
    await fc.assert(
      fc.asyncProperty(name, name, async (sku, orderId) => {
        const { iap, bridge, clock, pending, start, store } = lab();
        void iap.purchase(sku, { grant: () => new Promise(() => {}) });
        await settled();
        expect(bridge.sheets).toHaveLength(1);
        pending.set(orderId, sku);
        bridge.sheet.purchased(orderId);
        await settled();
        const next = start();
        expect(await next.iap.purchase(sku, { grant: yes })).toMatchObject({
          status: 'granted',
          orderId,
          recovered: true,
        });
        expect(pending.size).toBe(0);
        expect([...store.values()]).toEqual(['{}']);
        const sold = next.iap.purchase(sku, { grant: yes });
        await clock.advance(1_000);
        next.bridge.sheet.fail('USER_CANCELED');
        expect(await sold).toMatchObject({ status: 'canceled', sku });
      }),
      { numRuns: 100 },
    );
  });
});
