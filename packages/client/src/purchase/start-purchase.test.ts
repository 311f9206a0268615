import { describe, expect, it, vi } from 'vitest';
import { lab, ORDER, OTHER_ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';
import { setBridge } from '../bridge/default-bridge.js';
import { createIapClient } from '../iap-client/create-iap-client.js';

const yes = async () => true;

describe('one purchase at a time', () => {
  it('opens one sheet for two taps and tells the second that the first is running', async () => {
    const { iap, bridge } = lab();
    const first = iap.purchase(SKU, { grant: yes });
    const second = await iap.purchase(SKU, { grant: yes });
    expect(second).toMatchObject({
      status: 'failed',
      error: { code: 'PURCHASE_IN_PROGRESS', charged: 'no' },
    });
    await settled();
    expect(bridge.sheets).toHaveLength(1);
    bridge.sheet.fail('USER_CANCELED');
    expect(await first).toMatchObject({ status: 'canceled' });
  });

  it('sells two products at the same time', async () => {
    const { iap, bridge } = lab();
    const outcomes = Promise.all([iap.purchase(SKU, { grant: yes }), iap.purchase('other', { grant: yes })]);
    await settled();
    expect(bridge.sheets).toHaveLength(2);
    for (const sheet of bridge.sheets) sheet.fail('USER_CANCELED');
    expect((await outcomes).map(({ status }) => status)).toEqual(['canceled', 'canceled']);
  });

  it.each([
    ['a controller instead of its signal', new AbortController()],
    ['true', true],
    ['a number', 5],
    ['an object', { aborted: false }],
  ])('opens nothing when the signal is not an AbortSignal, and says so: %s', async (_, signal) => {
    const { iap, bridge } = lab();
    const misused = { grant: yes, signal: signal as AbortSignal };
    const error = { code: 'INVALID_ARGUMENT', message: expect.stringContaining('Pass controller.signal') };
    expect(await iap.purchase(SKU, misused)).toMatchObject({ status: 'failed', error });
    expect(await iap.startSubscription(SKU, misused).outcome).toMatchObject({ status: 'failed', error });
    expect(bridge.sheets).toEqual([]);
    void iap.purchase(SKU, { grant: yes, signal: null as never });
    await settled();
    expect(bridge.sheets).toHaveLength(1);
  });

  it('has its outcome even if the bridge throws when it should stop listening', async () => {
    const { iap, bridge } = lab();
    const { listen } = bridge;
    bridge.listen = (...args) => {
      listen(...args);
      return () => {
        throw new Error('bridge is gone');
      };
    };
    const outcome = iap.purchase(SKU, { grant: yes });
    await settled();
    bridge.sheet.fail('USER_CANCELED');
    expect(await outcome).toMatchObject({ status: 'canceled' });
    bridge.listen = listen;
    void iap.purchase(SKU, { grant: yes });
    await settled();
    expect(bridge.sheets).toHaveLength(2);
  });

  it('opens a new sheet after the last one was settled', async () => {
    const { iap, bridge } = lab();
    for (const orderId of [ORDER, OTHER_ORDER]) {
      const outcome = iap.purchase(SKU, { grant: yes });
      await settled();
      bridge.sheet.purchased(orderId);
      await settled();
      bridge.sheet.success(orderId);
      expect(await outcome).toMatchObject({ status: 'granted', orderId, recovered: false });
    }
    expect(bridge.sheets).toHaveLength(2);
  });
});

describe('giving up', () => {
  it('before the sheet is open, opens no sheet and ends canceled', async () => {
    const { iap, bridge, store } = lab();
    const controller = new AbortController();
    const outcome = iap.purchase(SKU, { grant: yes, signal: controller.signal });
    controller.abort();
    expect(await outcome).toMatchObject({ status: 'canceled', error: { charged: 'no' } });
    await settled();
    expect(bridge.sheets).toEqual([]);
    expect([...store.values()]).toEqual(['{}']);
  });

  it('with the sheet open, ends at once, and a later payment is still granted and answered', async () => {
    const { iap, bridge, pending } = lab();
    const controller = new AbortController();
    const grant = vi.fn(yes);
    const outcome = iap.purchase(SKU, { grant, signal: controller.signal });
    await settled();
    controller.abort();
    expect(await outcome).toMatchObject({
      status: 'failed',
      error: { code: 'PURCHASE_ABANDONED', charged: 'unknown', category: 'paid-unresolved' },
    });
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await settled();
    expect(grant).toHaveBeenCalledOnce();
    expect(pending.size).toBe(0);
    bridge.sheet.success(ORDER);
    await settled();
    expect(bridge.listeners).toBe(0);
  });

  it('after the payment, ends pending with the order id', async () => {
    const { iap, bridge } = lab();
    const controller = new AbortController();
    const outcome = iap.purchase(SKU, { grant: () => new Promise(() => {}), signal: controller.signal });
    await settled();
    bridge.sheet.purchased(ORDER);
    await settled();
    controller.abort();
    expect(await outcome).toMatchObject({ status: 'pending', orderId: ORDER, error: { charged: 'yes' } });
  });

  it('keeps the product locked while its sheet is still open', async () => {
    const { iap, bridge } = lab();
    const controller = new AbortController();
    const outcome = iap.purchase(SKU, { grant: yes, signal: controller.signal });
    await settled();
    controller.abort();
    await outcome;
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({
      error: { code: 'PURCHASE_IN_PROGRESS' },
    });
    expect(bridge.sheets).toHaveLength(1);
  });
});

describe('the payment sheet', () => {
  it('is reported visible and hidden exactly once each', async () => {
    const { iap, bridge } = lab();
    const onPaymentVisible = vi.fn();
    const outcome = iap.purchase(SKU, { grant: yes, onPaymentVisible });
    await settled();
    expect(onPaymentVisible.mock.calls).toEqual([[true]]);
    bridge.sheet.fail('USER_CANCELED');
    await outcome;
    expect(onPaymentVisible.mock.calls).toEqual([[true], [false]]);
  });

  it('ends in a failed outcome and leaves no lock behind when it cannot be opened', async () => {
    const { iap, bridge, start } = lab();
    bridge.listen = () => {
      throw Object.assign(new Error('no host'), { code: 'INVALID_USER_ENVIRONMENT' });
    };
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject({
      status: 'failed',
      error: { code: 'INVALID_USER_ENVIRONMENT' },
    });
    const next = start();
    void next.iap.purchase(SKU, { grant: yes });
    await settled();
    expect(next.bridge.sheets).toHaveLength(1);
  });
});

describe('a mistake of the caller', () => {
  const refused = { status: 'failed', error: { code: 'INVALID_ARGUMENT', charged: 'no' } };

  it('in the sku is refused without asking the host', async () => {
    const { iap, bridge } = lab();
    for (const sku of ['', undefined as unknown as string, 7 as unknown as string]) {
      expect(await iap.purchase(sku, { grant: yes })).toMatchObject(refused);
    }
    expect(bridge.calls).toEqual([]);
  });

  it('in the grant callback is refused before anybody can pay', async () => {
    const { iap, bridge } = lab();
    for (const options of [undefined, {}, { grant: true }, { processGrant: yes }]) {
      expect(await iap.purchase(SKU, options as never)).toMatchObject(refused);
      await expect(iap.recover(options as never)).rejects.toMatchObject(refused.error);
    }
    expect(bridge.calls).toEqual([]);
  });

  it('in the bridge says what to wrap', () => {
    for (const bridge of [null, {}, { getProductItemList() {} }]) {
      const expected = expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        message: expect.stringContaining('officialSdkBridge(IAP)'),
      });
      expect(() => createIapClient({ bridge: bridge as never })).toThrow(expected);
      expect(() => setBridge(bridge as never)).toThrow(expected);
    }
  });
});
