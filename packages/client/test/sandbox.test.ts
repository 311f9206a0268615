import { createIapClient } from '@ait-iap/client';
import { createSandbox, type FaultSpec, type HostOptions, type Sandbox } from '@ait-iap/sandbox';
import { describe, expect, it, vi } from 'vitest';

const GEMS = 'ait.sandbox.consumable-1';
const NO_ADS = 'ait.sandbox.non-consumable';
const MONTHLY = 'ait.sandbox.subscription-monthly';
const yes = async () => true;

/** A Toss app in memory and a client over it, both on the sandbox's clock. */
function start(options: Partial<HostOptions> = {}, ...faults: FaultSpec[]) {
  const sandbox = createSandbox();
  for (const fault of faults) sandbox.faults.arm(fault);
  const open = (more: Partial<HostOptions> = {}) => {
    const bridge = sandbox.bridge({ userKey: 'user', environment: 'toss', ...options, ...more });
    return { bridge, iap: createIapClient({ bridge, clock: sandbox.clock }) };
  };
  const orders = () => [...sandbox.orders({ userKey: 'user' })];
  return { sandbox, open, orders, ...open() };
}

/** Lets all that does not wait for the clock come to its end. */
async function rest(sandbox: Sandbox): Promise<void> {
  await sandbox.idle();
  await new Promise((resolve) => setImmediate(resolve));
}

/** Lets the clock run until something has ended. */
async function during<T>(
  sandbox: ReturnType<typeof createSandbox>,
  work: Promise<T>,
  seconds = 120,
): Promise<T> {
  let ended = false;
  const end = () => {
    ended = true;
  };
  work.then(end, end);
  for (let second = 0; second < seconds && !ended; second++) {
    await rest(sandbox);
    if (!ended) await sandbox.clock.advance(1_000);
  }
  return work;
}

describe('over the sandbox, the four scenarios of the review', () => {
  it('lists the products', async () => {
    const products = await start().iap.products();
    expect(products.map(({ displayName }) => displayName)).toEqual(
      expect.arrayContaining(['테스트 상품 - 1', '테스트 상품 - 2']),
    );
  });

  it('sells and grants', async () => {
    const { sandbox, iap, orders } = start();
    const outcome = await during(sandbox, iap.purchase(GEMS, { grant: yes }));
    expect(outcome).toMatchObject({ status: 'granted', receipt: { displayAmount: '1,100원' } });
    expect(orders()).toMatchObject([{ state: 'PURCHASED', sku: GEMS }]);
  });

  it('leaves an order pending whose grant fails, and recovers it', async () => {
    const { sandbox, iap, orders } = start();
    const outcome = await during(
      sandbox,
      iap.purchase(GEMS, { grant: () => Promise.reject(new Error('down')) }),
    );
    expect(outcome).toMatchObject({
      status: 'pending',
      error: { charged: 'yes', cause: { message: 'down' } },
    });
    expect(await iap.pendingOrders()).toMatchObject([{ sku: GEMS }]);
    const report = await during(sandbox, iap.recover({ grant: yes }));
    expect(report.orders).toMatchObject([{ sku: GEMS, status: 'granted' }]);
    expect(orders()).toMatchObject([{ state: 'PURCHASED' }]);
  });

  it.each([
    ['NETWORK_ERROR', 'failed', 'try-again'],
    ['INTERNAL_ERROR', 'failed', 'try-again'],
    ['USER_CANCELED', 'canceled', 'user-canceled'],
    ['PRODUCT_NOT_GRANTED_BY_PARTNER', 'failed', 'paid-unresolved'],
  ])('tells %s apart', async (code, status, category) => {
    const { sandbox, iap } = start({}, { name: 'purchase-error', code });
    expect(await during(sandbox, iap.purchase(GEMS, { grant: yes }))).toMatchObject({
      status,
      error: { code, category },
    });
  });
});

describe('over the sandbox, every fault of a purchase', () => {
  const grantedOnce = async (...faults: FaultSpec[]) => {
    const { sandbox, open, orders } = start({}, ...faults);
    const grant = vi.fn(yes);
    const first = open();
    const outcome = await during(sandbox, first.iap.purchase(GEMS, { grant }));
    await during(sandbox, open().iap.recover({ grant }));
    expect(orders()).toMatchObject([{ state: 'PURCHASED' }]);
    return { outcome, grants: grant.mock.calls.length };
  };

  it('runs the grant once when the purchased event comes twice', async () => {
    expect(await grantedOnce({ name: 'purchased-twice' })).toMatchObject({
      outcome: { status: 'granted' },
      grants: 1,
    });
  });

  it('closes the order by its id when the answer is lost', async () => {
    expect(await grantedOnce({ name: 'grant-answer-lost' })).toMatchObject({
      outcome: { status: 'granted' },
    });
  });

  it('closes the order by its id when the answer comes too late', async () => {
    expect(await grantedOnce({ name: 'grant-answer-late' })).toMatchObject({
      outcome: { status: 'granted' },
    });
  });

  it('takes an answer that arrives twice as one', async () => {
    expect(await grantedOnce({ name: 'grant-answer-twice' })).toMatchObject({
      outcome: { status: 'granted' },
      grants: 1,
    });
  });

  it.each(['killed-after-payment', 'killed-after-grant'] as const)(
    'loses nothing when the app is %s',
    async (name) => {
      const { sandbox, open, orders } = start({}, { name });
      const grant = vi.fn(yes);
      void open().iap.purchase(GEMS, { grant });
      for (let turn = 0; turn < 5; turn++) await rest(sandbox);
      await during(sandbox, open().iap.recover({ grant }));
      expect(orders()).toMatchObject([{ state: 'PURCHASED' }]);
    },
  );

  it('waits for a pending list that lags before it sells the product again', async () => {
    const { sandbox, open, orders } = start(
      {},
      { name: 'killed-after-payment' },
      { name: 'pending-list-late', delay: 5_000, times: 'always' },
    );
    void open().iap.purchase(GEMS, { grant: yes });
    await rest(sandbox);
    const again = await during(sandbox, open().iap.purchase(GEMS, { grant: yes }));
    expect(again).toMatchObject({ status: 'granted', recovered: true });
    expect(orders()).toMatchObject([{ state: 'PURCHASED' }]);
  });
});

describe('over the sandbox, a throttling host', () => {
  it('is read once for many callers', async () => {
    const { sandbox, iap } = start({}, { name: 'bridge-throttled', function: 'getPendingOrders' });
    const settled = await Promise.allSettled([iap.pendingOrders(), iap.pendingOrders(), iap.pendingOrders()]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(sandbox.faults.list()).toEqual([]);
    expect(await iap.pendingOrders()).toEqual([]);
  });

  it('runs into a time limit when it never answers', async () => {
    const { sandbox, iap } = start({}, { name: 'bridge-no-answer', function: 'getPendingOrders' });
    await expect(during(sandbox, iap.pendingOrders())).rejects.toMatchObject({
      code: 'HOST_TIMEOUT',
      retryable: true,
    });
  });
});

describe('over the sandbox, an old app', () => {
  it.each([
    ['5.218.9', 'products', 'getProductItemList'],
    ['5.230.9', 'orders', 'getCompletedOrRefundedOrders'],
    ['5.233.9', 'pendingOrders', 'getPendingOrders'],
    ['5.252.9', 'subscriptionInfo', 'getSubscriptionInfo'],
  ] as const)('in version %s has no %s', async (appVersion, name, feature) => {
    const { iap } = start({ appVersion });
    expect(iap.isSupported(feature)).toBe(false);
    const asked =
      name === 'orders'
        ? iap.orders()[Symbol.asyncIterator]().next()
        : name === 'subscriptionInfo'
          ? iap.subscriptionInfo('13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0')
          : iap[name]();
    await expect(asked).rejects.toMatchObject({
      code: 'UNSUPPORTED_APP_VERSION',
      category: 'not-available-here',
    });
  });

  it('sells and grants by the legacy path', async () => {
    const { sandbox, iap, orders } = start({ appVersion: '5.231.0' });
    expect(await during(sandbox, iap.purchase(GEMS, { grant: yes }))).toMatchObject({ status: 'granted' });
    expect(orders()).toMatchObject([{ state: 'PURCHASED' }]);
  });

  it('hides subscriptions and does not sell them', async () => {
    const { iap } = start({ appVersion: '5.247.9' });
    expect((await iap.products()).filter(({ type }) => type === 'SUBSCRIPTION')).toEqual([]);
    expect(await iap.subscribe(MONTHLY, { grant: yes })).toMatchObject({
      error: { code: 'UNSUPPORTED_APP_VERSION' },
    });
  });

  it('on iOS sells subscriptions one version before it lists them', () => {
    const { iap } = start({ platform: 'ios', appVersion: '5.249.0' });
    expect(iap.isSupported('createSubscriptionPurchaseOrder')).toBe(true);
    expect(iap.isSupported('subscriptionsInProductList')).toBe(false);
  });
});

describe('over the sandbox, what the user owns', () => {
  it('walks all pages of the history', async () => {
    const { sandbox, iap } = start();
    for (let index = 0; index < 53; index++) await during(sandbox, iap.purchase(GEMS, { grant: yes }));
    const seen = new Set<string>();
    for await (const { orderId } of iap.orders()) seen.add(orderId);
    expect(seen.size).toBe(53);
  });

  it('can be aborted while it is read', async () => {
    const { sandbox, iap } = start();
    await during(sandbox, iap.purchase(GEMS, { grant: yes }));
    const controller = new AbortController();
    controller.abort(new Error('gone'));
    await expect(iap.orders({ signal: controller.signal })[Symbol.asyncIterator]().next()).rejects.toThrow(
      'gone',
    );
  });

  it('are non-consumables and live subscriptions, on another device too, with refunds taken off', async () => {
    const { sandbox, iap, open, orders } = start();
    await during(sandbox, iap.purchase(GEMS, { grant: yes }));
    await during(sandbox, iap.purchase(NO_ADS, { grant: yes }));
    await during(sandbox, iap.subscribe(MONTHLY, { grant: yes }));
    const other = open({ deviceId: 'device-2' });
    expect(await other.iap.ownedProducts()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ sku: NO_ADS, type: 'NON_CONSUMABLE', access: 'owned' }),
        expect.objectContaining({
          sku: MONTHLY,
          access: 'owned',
          subscription: expect.objectContaining({ status: 'ACTIVE' }),
        }),
      ]),
    );
    expect((await other.iap.ownedProducts()).map(({ sku }) => sku)).not.toContain(GEMS);
    for (const { orderId, sku } of orders()) if (sku === NO_ADS) sandbox.refund(orderId);
    expect((await iap.ownedProducts()).map(({ sku }) => sku)).toEqual([MONTHLY]);
  });

  it('keep a subscription that the app has no information about', async () => {
    const { sandbox, iap } = start();
    await during(sandbox, iap.subscribe(MONTHLY, { grant: yes }));
    sandbox.faults.arm({ name: 'bridge-throttled', function: 'getSubscriptionInfo', times: 'always' });
    expect(await iap.ownedProducts()).toMatchObject([{ sku: MONTHLY, access: 'unknown' }]);
  });
});
