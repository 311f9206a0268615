import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, OTHER_ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';

/** Web Locks: each name has one holder, and the others wait until their time is up. */
function webLocks() {
  const queues = new Map<string, (() => void)[]>();
  return {
    asked: [] as string[],
    async request(name: string, { signal }: { signal?: AbortSignal }, use: () => Promise<void>) {
      this.asked.push(name);
      const waiting = queues.get(name);
      if (waiting) {
        await new Promise<void>((resolve, reject) => {
          waiting.push(resolve);
          signal?.addEventListener('abort', () => {
            if (!waiting.includes(resolve)) return;
            waiting.splice(waiting.indexOf(resolve), 1);
            reject(signal.reason);
          });
        });
      } else queues.set(name, []);
      await use();
      const next = queues.get(name)?.shift();
      if (next) next();
      else queues.delete(name);
    },
  };
}

const yes = async () => true;

let locks: ReturnType<typeof webLocks>;

beforeEach(() => {
  locks = webLocks();
  vi.stubGlobal('document', {});
  vi.stubGlobal('navigator', { locks });
});
afterEach(() => vi.unstubAllGlobals());

/** A device with two pending orders of one product, as after two checkouts. */
function twoOfOneProduct() {
  const device = lab();
  device.pending.set(ORDER, SKU).set(OTHER_ORDER, SKU);
  return device;
}

describe('two orders of one product, in a page with Web Locks', () => {
  it('are granted one after the other, even if the first grant hangs until its time is up', async () => {
    const { iap, clock, pending } = twoOfOneProduct();
    const report = iap.recover({
      grant: ({ orderId }) => (orderId === ORDER ? new Promise(() => {}) : true),
    });
    await clock.advance(25_000);
    expect((await report).orders).toMatchObject([
      { orderId: ORDER, status: 'pending' },
      { orderId: OTHER_ORDER, status: 'granted' },
    ]);
    expect([...pending.keys()]).toEqual([ORDER]);
    expect(clock.sleepers).toBe(0);
  });

  it('are recovered under one hold of the lock, beside those of other products', async () => {
    const { iap, pending } = twoOfOneProduct();
    pending.set('third-order', 'other');
    const running: string[] = [];
    const beside: string[][] = [];
    await iap.recover({
      grant: async ({ orderId }) => {
        running.push(orderId);
        beside.push([...running]);
        await settled();
        running.splice(running.indexOf(orderId), 1);
        return true;
      },
    });
    expect(beside.slice(0, 2)).toEqual([[ORDER], [ORDER, 'third-order']]);
    expect(beside[2]).not.toContain(ORDER);
    expect(pending.size).toBe(0);
    expect(locks.asked.filter((name) => name === `ait-iap.order.${SKU}`)).toHaveLength(1);
  });

  it('are each granted only once for two recoveries of this page, and both recoveries report both', async () => {
    const { iap, clock } = twoOfOneProduct();
    const grant = vi.fn(async () => {
      await clock.sleep(2_000);
      return true;
    });
    const reports = Promise.all([iap.recover({ grant }), iap.recover({ grant })]);
    await clock.advance(4_000);
    const granted = [ORDER, OTHER_ORDER].map((orderId) => ({ orderId, sku: SKU, status: 'granted' }));
    expect(await reports).toEqual([{ orders: granted }, { orders: granted }]);
    expect(grant).toHaveBeenCalledTimes(2);
  });

  it('are finished by the second recovery of this page when the first was aborted', async () => {
    const { iap, pending } = twoOfOneProduct();
    const controller = new AbortController();
    let answer = (_: boolean) => {};
    const first = iap.recover({
      signal: controller.signal,
      grant: () =>
        new Promise<boolean>((resolve) => {
          answer = resolve;
        }),
    });
    await settled();
    const grant = vi.fn(yes);
    const second = iap.recover({ grant });
    await settled();
    controller.abort(new Error('unmounted'));
    answer(true);
    await expect(first).rejects.toThrow('unmounted');
    expect((await second).orders).toMatchObject([
      { orderId: ORDER, status: 'granted' },
      { orderId: OTHER_ORDER, status: 'granted' },
    ]);
    expect(grant).toHaveBeenCalledOnce();
    expect(pending.size).toBe(0);
  });

  it('are busy while another tab holds the lock of the product, and the recovery waits for it only once', async () => {
    const { iap, clock } = twoOfOneProduct();
    let release = () => {};
    void locks.request(
      `ait-iap.order.${SKU}`,
      {},
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    );
    const grant = vi.fn(yes);
    const report = iap.recover({ grant });
    await clock.advance(1_000);
    expect((await report).orders).toMatchObject([{ status: 'busy' }, { status: 'busy' }]);
    expect(grant).not.toHaveBeenCalled();
    release();
    await settled();
    expect((await iap.recover({ grant })).orders).toMatchObject([
      { status: 'granted' },
      { status: 'granted' },
    ]);
  });
});

describe('a recovery', () => {
  it('goes on with the next order when the note about one cannot be written', async () => {
    const { iap, bridge, pending, clock } = twoOfOneProduct();
    bridge.methods.setStorageItem = () =>
      Promise.reject(Object.assign(new Error('slow down'), { code: 'APP_BRIDGE_THROTTLED' }));
    const recovering = iap.recover({ grant: ({ orderId }) => orderId !== ORDER });
    await clock.advance(10_000);
    const { orders } = await recovering;
    expect(orders).toMatchObject([
      { orderId: ORDER, status: 'pending' },
      { orderId: OTHER_ORDER, status: 'granted' },
    ]);
    expect([...pending.keys()]).toEqual([ORDER]);
  });

  it('grants and closes an order once that the host lists twice', async () => {
    const { iap, bridge } = lab({
      getPendingOrders: () => ({ orders: [ORDER, ORDER].map((orderId) => ({ orderId, sku: SKU })) }),
    });
    bridge.methods.completeProductGrant = () => bridge.count('completeProductGrant') === 1;
    const grant = vi.fn(yes);
    expect((await iap.recover({ grant })).orders).toMatchObject([{ orderId: ORDER, status: 'granted' }]);
    expect(grant).toHaveBeenCalledOnce();
  });

  it('waits for an order that a purchase of this page is granting, and reports its result', async () => {
    const { iap, clock, pending } = lab();
    pending.set(ORDER, SKU);
    const grant = vi.fn(async () => {
      await clock.sleep(2_000);
      return true;
    });
    const outcome = iap.purchase(SKU, { grant });
    await settled();
    const report = iap.recover({ grant });
    await clock.advance(2_000);
    expect((await report).orders).toEqual([{ orderId: ORDER, sku: SKU, status: 'granted' }]);
    expect(await outcome).toMatchObject({ status: 'granted', recovered: true });
    expect(grant).toHaveBeenCalledOnce();
  });
});
