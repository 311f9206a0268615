import { createOrderId, type IapBridge } from '@ait-iap/protocol';
import { type ServedSandbox, serveSandbox } from '@ait-iap/sandbox/serve';
import { createPartnerClient, type PartnerClient, type PartnerEvent } from '@ait-iap/server';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { rejection } from './local-partner/error-texts.js';
import { ManualClock } from './support/manual-clock.js';
import { tempFolder } from './support/temp-folder.js';

const USER = 'user-1';
const SKU = 'ait.sandbox.consumable-1';

let folder: ReturnType<typeof tempFolder>;
let served: ServedSandbox;
let partner: PartnerClient;
/** Gives a hanging attempt up when a test says so, however busy the machine is. */
let unhurried: PartnerClient;
const clock = new ManualClock();
const ATTEMPT_MS = 5_000;
const events: PartnerEvent[] = [];

beforeAll(async () => {
  folder = tempFolder();
  served = await serveSandbox({ port: 0, partnerPort: 0, dir: folder.path, db: ':memory:' });
  const { ca, client } = served.certificates;
  const options = {
    tls: { ca, ...client },
    baseUrl: served.partnerUrl,
    random: () => 0,
    onEvent: (event: unknown) => events.push(event as PartnerEvent),
  };
  partner = createPartnerClient(options);
  unhurried = createPartnerClient({ ...options, clock, attemptTimeoutMs: ATTEMPT_MS });
});
afterAll(async () => {
  await partner.close();
  await unhurried.close();
  await served.close();
  folder.remove();
});
afterEach(() => {
  served.sandbox.faults.clear();
  events.length = 0;
});

/** Pays for an item and gives its order id, the grant not yet answered. */
function pay(bridge: IapBridge): Promise<string> {
  return new Promise((resolve, reject) => {
    bridge.listen(
      'requestOneTimePurchase',
      { sku: SKU },
      {
        onEvent: (event) => resolve((event as { data: { orderId: string } }).data.orderId),
        onError: reject,
      },
    );
  });
}

const arm = (name: string, more: object = {}) => served.sandbox.faults.arm({ name, ...more } as never);
const attempts = () => events.filter(({ type }) => type === 'partner.attempt').length;

describe('the life of an order over mutual TLS', () => {
  test('is paid, granted and refunded, as the statuses of the platform say', async () => {
    const bridge = served.sandbox.bridge({ userKey: USER });
    const orderId = await pay(bridge);
    const paid = await partner.getOrderStatus({ orderId, userKey: USER });
    expect(paid).toMatchObject({ status: 'PAYMENT_COMPLETED', isGrantable: true, sku: SKU });
    const age = Date.now() - Number(paid.statusDeterminedAt?.instant);
    expect(Math.abs(age)).toBeLessThan(60_000);

    await bridge.call('processProductGrant', [{ orderId, isProductGranted: true }]);
    await expect(partner.getOrderStatus({ orderId, userKey: USER })).resolves.toMatchObject({
      status: 'PURCHASED',
      isGrantable: true,
      isFinal: false,
    });

    served.sandbox.refund(orderId);
    await expect(partner.getOrderStatus({ orderId, userKey: USER })).resolves.toMatchObject({
      status: 'REFUNDED',
      isGrantable: false,
      isFinal: true,
    });
  });

  test('is NOT_FOUND for another user, without sku and time', async () => {
    const orderId = await pay(served.sandbox.bridge({ userKey: USER }));
    const result = await partner.getOrderStatus({ orderId, userKey: 'somebody-else' });
    expect(result).toMatchObject({ status: 'NOT_FOUND', isGrantable: false });
    expect(result).not.toHaveProperty('sku');
    expect(result).not.toHaveProperty('statusDeterminedAt');
  });

  test('many orders each get their own answer', async () => {
    const bridge = served.sandbox.bridge({ userKey: USER });
    const paid = [await pay(bridge), await pay(bridge)];
    const questions = [...paid, createOrderId()].map((orderId) => ({ orderId, userKey: USER }));
    const statuses = new Map<string, string>();
    for await (const outcome of partner.getOrderStatuses(questions)) {
      if (outcome.ok) statuses.set(outcome.question.orderId, outcome.result.status);
    }
    expect(questions.map(({ orderId }) => statuses.get(orderId))).toEqual([
      'PAYMENT_COMPLETED',
      'PAYMENT_COMPLETED',
      'NOT_FOUND',
    ]);
  });
});

describe('the client survives the faults of the sandbox', () => {
  test.each([
    ['order-status-500', {}],
    ['order-status-fail', { resultType: 'NETWORK_ERROR' }],
    ['order-status-cut', {}],
    ['order-status-broken-json', {}],
    ['order-status-other-order', {}],
    ['order-status-rate-limited', { seconds: 1 }],
  ])('%s once: the second attempt answers', async (name, more) => {
    const orderId = await pay(served.sandbox.bridge({ userKey: USER }));
    arm(name, more);
    await expect(partner.getOrderStatus({ orderId, userKey: USER })).resolves.toMatchObject({
      status: 'PAYMENT_COMPLETED',
    });
    expect(attempts()).toBe(2);
  });

  test.each([
    ['order-status-500', {}, { code: 'HTTP_ERROR', httpStatus: 500 }],
    ['order-status-fail', { resultType: 'FAIL', errorCode: '4001' }, { errorCode: '4001', retryable: false }],
    ['order-status-cut', {}, { code: 'TRANSPORT_FAILED' }],
    ['order-status-broken-json', {}, { problem: 'not_json' }],
    ['order-status-other-order', {}, { problem: 'other_order' }],
    ['order-status-rate-limited', { seconds: 60 }, { code: 'RATE_LIMITED', retryAfterMs: 60_000 }],
  ])('%s always: a typed error that says what went wrong', async (name, more, expected) => {
    const orderId = await pay(served.sandbox.bridge({ userKey: USER }));
    arm(name, { times: 'always', ...more });
    expect(await rejection(partner.getOrderStatus({ orderId, userKey: USER }))).toMatchObject(expected);
  });

  test('order-status-hang once: the second attempt answers', async () => {
    const orderId = await pay(served.sandbox.bridge({ userKey: USER }));
    arm('order-status-hang');
    const asking = unhurried.getOrderStatus({ orderId, userKey: USER });
    await expect.poll(() => served.sandbox.faults.list()).toEqual([]);
    clock.advance(ATTEMPT_MS);
    await expect(asking).resolves.toMatchObject({ status: 'PAYMENT_COMPLETED' });
    expect(attempts()).toBe(2);
  });

  test('order-status-hang always: a typed error that says what went wrong', async () => {
    const orderId = await pay(served.sandbox.bridge({ userKey: USER }));
    arm('order-status-hang', { times: 'always' });
    const asking = rejection(unhurried.getOrderStatus({ orderId, userKey: USER }));
    const ended = vi.fn();
    void asking.then(ended);
    await expect
      .poll(() => {
        clock.advance(ATTEMPT_MS);
        return ended;
      })
      .toHaveBeenCalled();
    expect(await asking).toMatchObject({ code: 'TIMED_OUT' });
  });

  test('an unknown status is kept and never granted', async () => {
    const orderId = await pay(served.sandbox.bridge({ userKey: USER }));
    arm('order-status-unknown-status', { status: 'ON_THE_MOON' });
    await expect(partner.getOrderStatus({ orderId, userKey: USER })).resolves.toMatchObject({
      status: 'ON_THE_MOON',
      known: false,
      isGrantable: false,
      isFinal: false,
    });
  });

  test('an order that is NOT_FOUND at first is waited for', async () => {
    const orderId = await pay(served.sandbox.bridge({ userKey: USER }));
    arm('order-status-not-found', { times: 2 });
    const result = await partner.waitForOrder({ orderId, userKey: USER });
    expect(result.status).toBe('PAYMENT_COMPLETED');
    expect(attempts()).toBe(3);
  });
});

describe('access to the partner API', () => {
  test('is refused to a client with the certificate of another CA', async () => {
    const other = tempFolder();
    const elsewhere = await serveSandbox({ port: 0, partnerPort: 0, dir: other.path, db: ':memory:' });
    const stranger = createPartnerClient({
      tls: { ca: served.certificates.ca, ...elsewhere.certificates.client },
      baseUrl: served.partnerUrl,
    });
    const error = await rejection(stranger.getOrderStatus({ orderId: createOrderId(), userKey: USER }));
    expect(error).toMatchObject({ code: 'TLS_FAILED', failure: 'client_certificate_refused' });
    await stranger.close();
    await elsewhere.close();
    other.remove();
  });
});
