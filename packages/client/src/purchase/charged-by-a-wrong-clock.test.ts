import { afterEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';
import { NEWEST_APP } from '../../test/support/scripted-bridge.js';
import { officialSdkBridge } from '../bridge/official-sdk-bridge.js';
import { createIapClient } from '../iap-client/create-iap-client.js';

const yes = async () => true;
const MINUTE = 60_000;
const DAY = 86_400_000;
const YEAR = 365 * DAY;

/** As the platform writes its dates: Korean time without a zone. */
const korean = (at: number) => new Date(at + 9 * 3_600_000).toISOString().slice(0, 19);

afterEach(() => vi.restoreAllMocks());

/** A device whose clock is ahead of the server's, and whose user was charged. The Toss app tells the time, or does not. */
async function charged(aheadMs: number, tells: (time: number) => unknown = (time) => time) {
  const listed: object[] = [];
  const history: object[] = [];
  let ahead = aheadMs;
  const server = () => device.clock.now() - ahead;
  const device = lab({
    getServerTime: () => tells(server()),
    getPendingOrders: () => ({ orders: listed }),
    completeProductGrant: () => listed.splice(0).length === 1,
    getCompletedOrRefundedOrders: () => ({ hasNext: false, orders: history }),
  });
  await device.clock.advance(DAY);
  const openedAt = server();
  const first = device.iap.purchase(SKU, { grant: yes });
  await device.clock.advance(5_000);
  device.bridge.sheet.fail('TOSS_SERVER_VERIFICATION_FAILED');
  await device.clock.advance(2_000);
  expect(await first).toMatchObject({ error: { charged: 'yes' } });
  /** A tap in a new page. */
  const tap = async () => {
    const { iap, bridge } = device.start();
    const ended = vi.fn();
    void iap.purchase(SKU, { grant: yes }).then(ended);
    await device.clock.advance(12_000);
    return { sheets: bridge.sheets.length, outcome: ended.mock.calls[0]?.[0] };
  };
  return {
    ...device,
    tap,
    /** The order of the charge, or an older one, turns up. */
    turnUp(where: 'pending' | 'history', paidAfterMs: number) {
      const paidAt = korean(openedAt + paidAfterMs);
      const order = { orderId: ORDER, sku: SKU };
      if (where === 'pending') listed.push({ ...order, paymentCompletedDate: paidAt });
      else history.push({ ...order, status: 'COMPLETED', date: paidAt });
    },
    /** The clock of the device is set right. */
    setRight() {
      device.clock.jump(-ahead);
      ahead = 0;
    },
  };
}

describe('a charge on a device whose clock is wrong', () => {
  it.each([5 * MINUTE, -5 * MINUTE, 30 * DAY, -30 * DAY, 2 * YEAR].map((ms) => [ms / MINUTE, ms] as const))(
    'no longer locks the product once its order is listed, on a clock %i minutes ahead',
    async (_, ahead) => {
      for (const where of ['pending', 'history'] as const) {
        for (const isSetRight of [false, true]) {
          const { tap, turnUp, clock, setRight } = await charged(ahead);
          await clock.advance(10 * MINUTE);
          if (isSetRight) setRight();
          expect((await tap()).outcome).toMatchObject({ error: { code: 'ORDER_UNRESOLVED' } });
          turnUp(where, 3_000);
          if (where === 'pending')
            expect((await tap()).outcome).toMatchObject({ status: 'granted', orderId: ORDER });
          expect((await tap()).sheets).toBe(1);
        }
      }
    },
  );

  it.each([5 * MINUTE, -5 * MINUTE, 30 * DAY].map((ms) => [ms / MINUTE, ms] as const))(
    'still locks the product when an older order is listed, on a clock %i minutes ahead',
    async (_, ahead) => {
      for (const where of ['pending', 'history'] as const) {
        const { tap, turnUp, clock } = await charged(ahead);
        await clock.advance(10 * MINUTE);
        turnUp(where, -MINUTE);
        await tap();
        expect(await tap()).toMatchObject({ sheets: 0, outcome: { error: { charged: 'yes' } } });
      }
    },
  );

  it('keeps its lock for days, also after a clock that was years behind is corrected', async () => {
    const { tap, clock, setRight } = await charged(-2 * YEAR);
    setRight();
    await clock.advance(2 * DAY);
    expect(await tap()).toMatchObject({ sheets: 0 });
    await clock.advance(DAY);
    expect((await tap()).sheets).toBe(1);
  });

  it.each([
    ['nothing', () => undefined],
    ['seconds', (time: number) => Math.floor(time / 1_000)],
    ['a word', () => 'now'],
    ['an object that cannot become text', () => ({ toString: 1 })],
    ['an error', () => Promise.reject(new Error('unknown method'))],
    ['nothing, ever', () => new Promise(() => {})],
  ])('is judged by the clock of the device when the Toss app answers the time with %s', async (_, tells) => {
    const right = await charged(0, tells);
    right.turnUp('history', 3_000);
    expect((await right.tap()).sheets).toBe(1);
    const wrong = await charged(5 * MINUTE, tells);
    wrong.turnUp('history', 3_000);
    expect((await wrong.tap()).sheets).toBe(0);
  });

  it('asks the official SDK for the time, if it was passed', async () => {
    const getServerTime = vi.fn(async () => Date.now());
    const official = {
      getProductItemList: async () => ({ products: [] }),
      getPendingOrders: async () => ({ orders: [] }),
      createOneTimePurchaseOrder({ onError }: { onError(error: unknown): void }) {
        queueMicrotask(() => onError({ code: 'APP_MARKET_VERIFICATION_FAILED' }));
        return () => {};
      },
    };
    for (const constants of [NEWEST_APP as object, { ...NEWEST_APP, getServerTime }]) {
      const bridge = officialSdkBridge({ ...official }, constants);
      expect(await createIapClient({ bridge }).purchase(SKU, { grant: yes })).toMatchObject({
        error: { charged: 'yes' },
      });
    }
    await settled();
    expect(getServerTime).toHaveBeenCalledOnce();
  });
});
