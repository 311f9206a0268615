import { createSandbox } from '@ait-iap/sandbox';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';
import { NEWEST_APP } from '../../test/support/scripted-bridge.js';
import { createIapClient } from '../iap-client/create-iap-client.js';

const yes = async () => true;
const MINUTE = 60_000;
const YEAR = 365 * 86_400_000;

const unresolved = { status: 'failed', error: { code: 'ORDER_UNRESOLVED', charged: 'unknown' } };
const inProgress = { error: { code: 'PURCHASE_IN_PROGRESS' } };

/** A device on which an order sheet is open. */
async function opened(device = lab()) {
  const onPaymentVisible = vi.fn();
  const grant = vi.fn(yes);
  const outcome = device.iap.purchase(SKU, { grant, onPaymentVisible });
  await settled();
  expect(device.bridge.sheets).toHaveLength(1);
  return { ...device, outcome, grant, onPaymentVisible, first: device.bridge.sheet };
}

afterEach(() => vi.unstubAllGlobals());

describe('an order sheet that falls silent', () => {
  it.each([
    ['after an unknown event', 3],
    ['without any event', 5],
  ])(
    '%s has an outcome within %i minutes, and then a tap does not hear of an open payment',
    async (kind, minutes) => {
      const { first, clock, outcome, iap, onPaymentVisible } = await opened();
      if (kind !== 'without any event') first.event({ type: 'sheet-closed', data: {} });
      await clock.advance(minutes * MINUTE);
      expect(await outcome).toMatchObject(unresolved);
      expect(onPaymentVisible.mock.calls).toEqual([[true], [false]]);
      expect(await iap.purchase(SKU, { grant: yes })).toMatchObject(unresolved);
    },
  );

  it('allows a new purchase once it is certain that nobody paid', async () => {
    const { clock, iap, bridge, outcome } = await opened();
    await clock.advance(11 * MINUTE);
    await outcome;
    const again = iap.purchase(SKU, { grant: yes });
    await clock.advance(11_000);
    expect(bridge.sheets).toHaveLength(2);
    bridge.sheet.fail('USER_CANCELED');
    expect(await again).toMatchObject({ status: 'canceled' });
    expect(clock.sleepers).toBe(0);
  });

  it('leaves an order that was paid in the meantime to the next recovery', async () => {
    const { clock, iap, pending } = await opened();
    pending.set(ORDER, SKU);
    expect((await iap.recover({ grant: yes })).orders).toMatchObject([{ status: 'busy' }]);
    await clock.advance(5 * MINUTE);
    expect((await iap.recover({ grant: yes })).orders).toMatchObject([{ orderId: ORDER, status: 'granted' }]);
  });

  it('has an outcome too in an old app whose only call never answers', async () => {
    const device = lab(
      { iapCreateOneTimePurchaseOrder: () => new Promise(() => {}) },
      { ...NEWEST_APP, getTossAppVersion: '5.225.0' },
    );
    const outcome = device.iap.purchase(SKU, { grant: yes });
    await device.clock.advance(5 * MINUTE);
    expect(await outcome).toMatchObject(unresolved);
  });

  it('does not block the product after the caller gave up', async () => {
    const { iap, clock, bridge } = lab();
    const controller = new AbortController();
    const outcome = iap.purchase(SKU, { grant: yes, signal: controller.signal });
    await settled();
    controller.abort();
    expect(await outcome).toMatchObject({ error: { code: 'PURCHASE_ABANDONED' } });
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject(inProgress);
    await clock.advance(5 * MINUTE);
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject(unresolved);
    expect(bridge.sheets).toHaveLength(1);
  });
});

describe('an order sheet that the user leaves open for long', () => {
  it('is waited for, and a tap in the meantime opens no second sheet', async () => {
    const { clock, iap, bridge, first, outcome, grant } = await opened();
    await clock.advance(4.5 * MINUTE);
    expect(await iap.purchase(SKU, { grant: yes, buyAgain: true })).toMatchObject(inProgress);
    first.purchased(ORDER);
    await settled();
    first.success(ORDER);
    expect(await outcome).toMatchObject({ status: 'granted', orderId: ORDER });
    expect(grant).toHaveBeenCalledOnce();
    expect(bridge.sheets).toHaveLength(1);
    expect(clock.sleepers).toBe(0);
  });

  it('is still heard after its outcome: a payment is granted and answered, and the product can be sold again', async () => {
    const { clock, iap, bridge, first, outcome, grant, pending, start } = await opened();
    await clock.advance(8 * MINUTE);
    expect(await outcome).toMatchObject(unresolved);
    for (const buyAgain of [false, true]) {
      expect(await iap.purchase(SKU, { grant: yes, buyAgain })).toMatchObject(unresolved);
    }
    pending.set(ORDER, SKU);
    first.purchased(ORDER);
    const tap = iap.purchase(SKU, { grant: yes });
    await settled();
    expect(bridge.count('processProductGrant')).toBe(1);
    first.success(ORDER);
    expect(await tap).toMatchObject({ status: 'granted', orderId: ORDER, recovered: true });
    await settled();
    expect(grant).toHaveBeenCalledOnce();
    expect(bridge.listeners).toBe(0);
    void start().iap.purchase(SKU, { grant: yes });
    void iap.purchase(SKU, { grant: yes });
    await settled();
    expect(bridge.sheets).toHaveLength(2);
  });

  it('does not free the product for a third tap when it speaks late, while a second tap works on it', async () => {
    vi.stubGlobal('document', {});
    vi.stubGlobal('navigator', {});
    const { clock, iap, bridge, first, outcome } = await opened();
    await clock.advance(10 * MINUTE - 5_000);
    await outcome;
    const second = iap.purchase(SKU, { grant: yes });
    await clock.advance(1_000);
    first.fail('NETWORK_ERROR');
    await settled();
    expect(await iap.purchase(SKU, { grant: yes })).toMatchObject(inProgress);
    await clock.advance(30_000);
    expect(bridge.sheets).toHaveLength(2);
    bridge.sheet.fail('USER_CANCELED');
    expect(await second).toMatchObject({ status: 'canceled' });
  });

  it('keeps the note of an order that was paid late, when the app dies before it is granted', async () => {
    const { clock, first, pending, start } = await opened(lab());
    await clock.advance(8 * MINUTE);
    pending.set(ORDER, SKU);
    first.purchased(ORDER);
    await settled();
    expect(await start().iap.lockOf(SKU)).toMatchObject({ reason: 'not-granted', orderId: ORDER });
  });
});

describe('the clock of a device', () => {
  it('that was two years ahead while the sheet opened does not lock the product when other tabs cannot be seen', async () => {
    vi.stubGlobal('document', {});
    vi.stubGlobal('navigator', {});
    for (const first of ['a recovery', 'a tap'] as const) {
      const { iap, start, clock } = lab();
      clock.jump(2 * YEAR);
      void iap.purchase(SKU, { grant: yes });
      await settled();
      clock.jump(-2 * YEAR);
      const next = start();
      if (first === 'a recovery') await next.iap.recover({ grant: yes });
      else expect(await next.iap.purchase(SKU, { grant: yes })).toMatchObject(unresolved);
      await clock.advance(3 * MINUTE);
      void next.iap.purchase(SKU, { grant: yes });
      await clock.advance(11_000);
      expect(next.bridge.sheets).toHaveLength(1);
    }
  });

  it('that was two years ahead while an order was paid does not keep it pending for two years', async () => {
    for (const way of ['a recovery', 'a tap'] as const) {
      const { iap, start, clock, bridge } = lab();
      clock.jump(2 * YEAR);
      void iap.purchase(SKU, { grant: () => new Promise(() => {}) });
      await settled();
      // The host has closed the order and no longer lists it.
      bridge.sheet.purchased(ORDER);
      await settled();
      clock.jump(-2 * YEAR);
      const next = start();
      const look = () =>
        way === 'a tap' ? next.iap.purchase(SKU, { grant: yes }) : next.iap.recover({ grant: yes });
      await look();
      await clock.advance(3 * MINUTE);
      await look();
      expect(await start().iap.lockOf(SKU)).toBeUndefined();
    }
  });

  it('that stands still does not keep a recovery and a tap waiting for a sheet that was abandoned', async () => {
    const { iap, start, clock, store } = lab();
    void iap.purchase(SKU, { grant: yes });
    await settled();
    const { bridge } = start();
    const frozen = { now: () => 1_700_000_000_000, sleep: clock.sleep };
    const next = createIapClient({ bridge, clock: frozen });
    const report = next.recover({ grant: yes });
    const ended = vi.fn();
    void report.then(ended);
    await clock.advance(30_000);
    expect(ended).toHaveBeenCalledExactlyOnceWith({ orders: [] });
    expect([...store.values()]).toEqual(['{}']);

    void next.purchase(SKU, { grant: yes });
    await settled();
    const last = start();
    void createIapClient({ bridge: last.bridge, clock: frozen }).purchase(SKU, { grant: yes });
    await clock.advance(30_000);
    expect(last.bridge.sheets).toHaveLength(1);
  });
});

describe('a storage that loses what is written', () => {
  it.each(['an open sheet', 'an order that the backend refuses'])(
    'does not keep a tap waiting: %s',
    async (kind) => {
      const device = lab();
      const { bridge, clock } = await opened(device);
      if (kind !== 'an open sheet') bridge.sheet.purchased(ORDER);
      const at = clock.now();
      const orderId = kind === 'an open sheet' ? undefined : ORDER;
      const text = JSON.stringify({ [SKU]: { openedAt: at, noticedAt: at, orderId } });
      const next = device.start();
      Object.assign(next.bridge.methods, { getStorageItem: () => text, setStorageItem: () => undefined });
      const grant = vi.fn(() => false);
      await clock.advance(MINUTE);
      void next.iap.purchase(SKU, { grant });
      await clock.advance(MINUTE);
      expect(next.bridge.sheets).toHaveLength(1);
      expect(grant.mock.calls.length).toBeLessThanOrEqual(1);
    },
  );
});

describe('an app that was killed by a fault', () => {
  it.each(['killed-after-payment', 'killed-after-grant'] as const)(
    'has an outcome for its purchase within minutes if its page is still alive: %s',
    async (name) => {
      const sandbox = createSandbox();
      sandbox.faults.arm({ name });
      const bridge = sandbox.bridge({ userKey: 'user', environment: 'toss' });
      const iap = createIapClient({ bridge, clock: sandbox.clock });
      const ended = vi.fn();
      void iap.purchase('ait.sandbox.consumable-1', { grant: yes }).then(ended);
      for (let minute = 0; minute < 6; minute++) {
        await sandbox.idle();
        await settled();
        await sandbox.clock.advance(MINUTE);
      }
      await settled();
      expect(ended).toHaveBeenCalledOnce();
      const tapped = vi.fn();
      void iap.purchase('ait.sandbox.consumable-1', { grant: yes }).then(tapped);
      for (let second = 0; second < 40; second++) {
        await settled();
        await sandbox.clock.advance(1_000);
      }
      expect(tapped).toHaveBeenCalledOnce();
      expect(tapped.mock.calls[0]?.[0]).not.toMatchObject(inProgress);
      sandbox.close();
    },
  );
});
