import { createIapClient, createOneTimePurchaseOrder, setBridge } from '@ait-iap/client';
import { createSandbox, type FaultSpec } from '@ait-iap/sandbox';
import { afterEach, describe, expect, it, vi } from 'vitest';

const GEMS = 'ait.sandbox.consumable-1';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 86_400 * SECOND;
const yes = async () => true;

/** A shop in the sandbox; each page is a new one on the same device. */
function shop(fault: FaultSpec) {
  const sandbox = createSandbox();
  sandbox.faults.arm(fault);
  const open = () => {
    const bridge = sandbox.bridge({ userKey: 'user', environment: 'toss' });
    return { bridge, iap: createIapClient({ bridge, clock: sandbox.clock }) };
  };
  const during = async <T>(work: Promise<T>): Promise<T> => {
    let ended = false;
    const end = () => {
      ended = true;
    };
    work.then(end, end);
    for (let second = 0; second < 60 && !ended; second++) {
      await sandbox.idle();
      await new Promise((resolve) => setImmediate(resolve));
      if (!ended) await sandbox.clock.advance(SECOND);
    }
    return work;
  };
  return { sandbox, open, during, buy: () => during(open().iap.purchase(GEMS, { grant: yes })) };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('over the sandbox, a payment that was charged and has no order', () => {
  it.each(['TOSS_SERVER_VERIFICATION_FAILED', 'APP_MARKET_VERIFICATION_FAILED'] as const)(
    'is the only charge, however often the user taps again: %s',
    async (code) => {
      const { sandbox, buy, during, open } = shop({ name: 'purchase-error', code });
      expect(await buy()).toMatchObject({ status: 'failed', error: { code, charged: 'yes' } });
      for (const wait of [5 * SECOND, 10 * MINUTE, DAY]) {
        await sandbox.clock.advance(wait);
        await during(open().iap.recover({ grant: yes }));
        expect(await buy()).toMatchObject({ status: 'failed', error: { code: 'ORDER_UNRESOLVED' } });
      }
      expect(await open().iap.lockOf(GEMS)).toMatchObject({ reason: 'charged' });
      expect(sandbox.charges()).toHaveLength(1);
    },
  );

  it.each(['a tap', 'a recovery'])(
    'is granted by %s once Toss has recorded it, and then another one can be bought',
    async (way) => {
      const { sandbox, buy, during, open } = shop({
        name: 'purchase-error',
        code: 'TOSS_SERVER_VERIFICATION_FAILED',
        recordedAfter: 30 * MINUTE,
      });
      await buy();
      await sandbox.clock.advance(31 * MINUTE);
      const grant = vi.fn(yes);
      if (way === 'a recovery') {
        expect((await during(open().iap.recover({ grant }))).orders).toMatchObject([{ status: 'granted' }]);
      } else {
        const outcome = await during(open().iap.purchase(GEMS, { grant }));
        expect(outcome).toMatchObject({ status: 'granted', recovered: true });
      }
      expect(grant).toHaveBeenCalledOnce();
      expect(sandbox.charges()).toHaveLength(1);
      expect(await buy()).toMatchObject({ status: 'granted', recovered: false });
      expect(sandbox.charges()).toHaveLength(2);
    },
  );

  it('is not charged again by the drop-in function either, unless the user wants another one', async () => {
    const { sandbox, buy, during, open } = shop({
      name: 'purchase-error',
      code: 'TOSS_SERVER_VERIFICATION_FAILED',
    });
    await buy();
    // The drop-in functions know no clock but the one of the device.
    vi.useFakeTimers({ toFake: ['Date'], now: sandbox.clock.now() });
    const tap = (buyAgain: boolean) =>
      during(
        new Promise((resolve) => {
          setBridge(open().bridge);
          createOneTimePurchaseOrder({
            options: { sku: GEMS, processProductGrant: yes, buyAgain },
            onEvent: resolve,
            onError: resolve,
          });
          setBridge(undefined);
        }),
      );
    expect(await tap(false)).toMatchObject({ code: 'ORDER_UNRESOLVED', charged: 'yes' });
    expect(await tap(true)).toMatchObject({ type: 'success' });
    expect(sandbox.charges()).toHaveLength(2);
  });
});
