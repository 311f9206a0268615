import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buy, statusOf } from '../../test/support/buy.js';
import { machineTime } from '../clock/real-time.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { createWire } from './wire.js';
import type { WireEvent } from './wire-event.js';

const SKU = 'ait.sandbox.consumable-1';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => sandbox.close());

const seen = (filter = {}) => sandbox.wire.recent(filter);
const names = (events: readonly WireEvent[]) => events.map(({ type }) => type);

describe('the wire shows', () => {
  test('a purchase step by step, each with its order and in the order in which it happened', async () => {
    const bridge = sandbox.bridge({ userKey: 'user-1' });
    const running = buy(bridge, SKU);
    const orderId = await running.purchased;
    await statusOf(sandbox, 'user-1', orderId);
    await bridge.call('processProductGrant', [{ orderId, isProductGranted: true }]);
    await running.ended;
    const steps = names(seen({ orderId })).filter((type) => type !== 'world.changed');
    expect(steps).toEqual([
      ...['purchase.opened', 'sheet.shown', 'sheet.closed', 'bridge.told'],
      ...['status.asked', 'status.answered'],
      ...['bridge.called', 'grant.answered', 'bridge.told', 'bridge.answered'],
    ]);
    expect(seen({ types: ['status.answered'] })).toMatchObject([
      { http: 200, resultType: 'SUCCESS', status: 'PAYMENT_COMPLETED', orderId },
    ]);
  });

  test('to which call a purchase belongs', async () => {
    const bridge = sandbox.bridge({ userKey: 'user-1' });
    await buy(bridge, SKU).purchased;
    const [called] = seen({ types: ['bridge.called'] });
    expect(seen({ types: ['purchase.opened'] })).toMatchObject([{ call: called?.seq }]);
  });

  test.each([
    ['ends before the payment', { name: 'purchase-error', code: 'NETWORK_ERROR' }],
    ['is followed by the payment', { name: 'paid-after-error', code: 'NETWORK_ERROR' }],
    ['ends after the payment', { name: 'purchase-error', code: 'PRODUCT_NOT_GRANTED_BY_PARTNER' }],
  ] as const)('to which order an error belongs that %s', async (_, fault) => {
    sandbox.faults.arm(fault);
    await buy(sandbox.bridge({ userKey: 'user-1' }), SKU).ended;
    const orderId = sandbox.orders()[0]?.orderId;
    expect(seen({ types: ['bridge.told'], orderId })).toMatchObject([{ topic: 'error', code: fault.code }]);
  });

  test('an error of a call that has got no order', async () => {
    await buy(sandbox.bridge({ userKey: 'user-1' }), 'unknown').ended;
    const [told] = seen({ types: ['bridge.told'] });
    expect(told).toMatchObject({ code: 'INVALID_PRODUCT_ID' });
    expect(told).not.toHaveProperty('orderId');
  });

  test('a fault that strikes, and the screen that the user then sees', async () => {
    sandbox.faults.arm({ name: 'killed-after-payment' });
    const running = buy(sandbox.bridge({ userKey: 'user-1' }), SKU);
    running.purchased.catch(() => {});
    await sandbox.idle();
    expect(seen({ types: ['fault.struck'] })).toMatchObject([{ name: 'killed-after-payment' }]);
    expect(seen({ types: ['screen.shown'] })).toMatchObject([{ screen: 'app-closed', userKey: 'user-1' }]);
    expect(seen({ types: ['app.closed'] })).toMatchObject([{ why: 'fault' }]);
  });

  test('a connection that was broken in place of an answer', async () => {
    sandbox.faults.arm({ name: 'order-status-cut' });
    await expect(statusOf(sandbox, 'u', '01900000-0000-7000-8000-000000000000')).rejects.toThrow();
    expect(seen({ types: ['status.answered'] })).toMatchObject([{ broken: 'cut' }]);
  });

  test('no secret from a record of the world', () => {
    sandbox.world.record({ type: 'RecordChanged', kind: 'webhook', id: 'target', value: 'very-secret' });
    expect(JSON.stringify(seen())).not.toContain('very-secret');
    expect(seen().at(-1)).toMatchObject({ change: 'RecordChanged', kind: 'webhook', id: 'target' });
  });

  test('a push, and that the world was replaced', async () => {
    const { order } = { order: sandbox.console.purchase({ userKey: 'user-1', sku: SKU }) };
    sandbox.refund(order.orderId);
    expect(seen({ types: ['push.sent'] })).toMatchObject([{ userKey: 'user-1', orderId: order.orderId }]);
    sandbox.reset();
    expect(names(seen()).at(-1)).toBe('world.replaced');
  });
});

describe('the wire', () => {
  const push = (wire: ReturnType<typeof createWire>, text: string) =>
    wire.publish({ type: 'push.sent', userKey: 'u', text });

  test('forgets the oldest, and says how far back it goes', () => {
    const wire = createWire(sandbox.clock, machineTime, 3);
    for (const text of ['a', 'b', 'c', 'd']) push(wire, text);
    expect(wire.recent()).toMatchObject([{ text: 'b' }, { text: 'c' }, { text: 'd' }]);
    expect([wire.oldest(), wire.last()]).toEqual([2, 4]);
    expect(wire.recent({ after: 3 })).toMatchObject([{ seq: 4, text: 'd' }]);
  });

  test('keeps a message as it was sent, even if the object changes later', () => {
    const wire = createWire(sandbox.clock, machineTime);
    const answer = { granted: true };
    wire.publish({ type: 'grant.answered', userKey: 'u', answer });
    answer.granted = false;
    expect(wire.recent()).toMatchObject([{ answer: { granted: true } }]);
  });

  test('survives a circle, a function and a very long text', () => {
    const wire = createWire(sandbox.clock, machineTime);
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    for (const answer of [circle, { grant: () => true }, ['x'.repeat(50_000)]]) {
      wire.publish({ type: 'grant.answered', userKey: 'u', answer });
    }
    expect(wire.recent()).toMatchObject([
      { answer: { unreadable: '[object Object]' } },
      { answer: {} },
      { answer: { length: expect.any(Number) } },
    ]);
    expect(JSON.stringify(wire.recent()).length).toBeLessThan(20_000);
  });

  test('is not disturbed by a listener', () => {
    const wire = createWire(sandbox.clock, machineTime);
    const heard: string[] = [];
    wire.subscribe(() => {
      throw new Error('a watcher failed');
    });
    const stop = wire.subscribe(({ type }) => heard.push(type));
    push(wire, 'a');
    stop();
    push(wire, 'b');
    expect(heard).toEqual(['push.sent']);
  });
});
