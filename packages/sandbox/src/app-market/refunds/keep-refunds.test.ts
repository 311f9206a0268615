import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/create-sandbox.js';
import type { Sandbox } from '../../sandbox/sandbox.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => sandbox.close());

const SKU = 'ait.sandbox.consumable-1';
const buy = (platform: 'android' | 'ios') =>
  sandbox.console.purchase({ userKey: 'user-1', sku: SKU, platform }).orderId;
const pushes = () =>
  [...sandbox.events()].flatMap((event) => (event.type === 'UserNotified' ? [event.text] : []));

describe('an app market decides on a refund by itself', () => {
  it.each(['android', 'ios'] as const)(
    'on %s after a day, and tells the user the reason',
    async (platform) => {
      const orderId = buy(platform);
      sandbox.console.requestRefund(orderId, 'PAID_TWICE');
      await sandbox.clock.advance(24 * 3_600_000 - 1);
      expect(sandbox.order(orderId)?.state).toBe('PURCHASED');
      await sandbox.clock.advance(1);
      expect(sandbox.order(orderId)).toMatchObject({ state: 'REFUNDED', refund: { state: 'COMPLETED' } });
      expect(pushes()).toEqual(['환불이 완료됐어요. 사유: 중복 결제']);
    },
  );

  it('only after the partner has approved', async () => {
    const orderId = buy('android');
    await sandbox.clock.advance('3 days');
    sandbox.console.requestRefund(orderId);
    await sandbox.clock.advance('30 days');
    expect(sandbox.order(orderId)?.refund).toMatchObject({ state: 'REQUESTED', decider: 'PARTNER' });
    sandbox.console.approveRefund(orderId);
    await sandbox.clock.advance('1 day');
    expect(sandbox.order(orderId)?.state).toBe('REFUNDED');
  });

  it('as the settings say: here Apple rejects with a reason, after two hours', async () => {
    sandbox.console.changeSettings({ appleRefunds: 'reject', refundHours: 2 });
    const orderId = buy('ios');
    sandbox.console.requestRefund(orderId);
    await sandbox.clock.advance('2 hours');
    expect(sandbox.order(orderId)?.refund).toMatchObject({ state: 'REJECTED', rejectedBy: 'STORE' });
    expect(pushes()).toEqual([expect.stringMatching(/^환불 요청이 거절됐어요\. 사유: .+/)]);
  });

  it('never when it waits for a person, also if that is set after the request', async () => {
    sandbox.console.changeSettings({ googleRefunds: 'by-hand' });
    const first = buy('android');
    sandbox.console.requestRefund(first);
    sandbox.console.changeSettings({ googleRefunds: 'approve' });
    const second = buy('android');
    sandbox.console.requestRefund(second);
    sandbox.console.changeSettings({ googleRefunds: 'by-hand' });
    await sandbox.clock.advance('30 days');
    expect([first, second].map((id) => sandbox.order(id)?.refund?.state)).toEqual(['REQUESTED', 'REQUESTED']);
  });

  it('unless a person was faster', async () => {
    const orderId = buy('android');
    sandbox.console.requestRefund(orderId);
    sandbox.console.rejectRefund(orderId, 'STORE', '사용 이력이 있어요');
    await sandbox.clock.advance('30 days');
    expect(sandbox.order(orderId)?.state).toBe('PURCHASED');
  });
});

describe('refund requests', () => {
  const rows = () => sandbox.world.store.refunds({ offset: 0, limit: 9 }).refunds;

  it('are kept one by one: a rejected one is still there after a second request', async () => {
    const orderId = buy('android');
    await sandbox.clock.advance('3 days');
    sandbox.console.requestRefund(orderId, 'NOT_USED');
    sandbox.console.rejectRefund(orderId, 'PARTNER', '이미 사용했어요');
    sandbox.console.requestRefund(orderId, 'PAID_TWICE');
    expect(rows()).toMatchObject([
      { number: 2, state: 'REQUESTED', reason: 'PAID_TWICE', decider: 'PARTNER' },
      { number: 1, state: 'REJECTED', reason: 'NOT_USED', rejectReason: '이미 사용했어요' },
    ]);
  });

  it('have a row for a refund that the app market makes by itself, and keep the rejected one as it was', async () => {
    const orderId = buy('ios');
    sandbox.console.requestRefund(orderId);
    sandbox.console.rejectRefund(orderId, 'STORE', '안 돼요');
    sandbox.console.completeRefund(orderId);
    expect(rows()).toMatchObject([
      { state: 'COMPLETED', reason: 'REFUNDED_BY_STORE' },
      { state: 'REJECTED', rejectReason: '안 돼요' },
    ]);
    expect(sandbox.order(orderId)?.state).toBe('REFUNDED');
  });
});
