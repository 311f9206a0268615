import { describe, expect, it } from 'vitest';
import type { Order } from '../api/order.js';
import type { WireEvent } from '../live/wire-event.js';
import { logMoments } from './log-moments.js';
import type { Moment } from './moment.js';
import { storyOf } from './story.js';

const paid: Order = {
  number: 1,
  orderId: 'order-1',
  userKey: 'minji',
  sku: 'gem',
  kind: 'CONSUMABLE',
  store: 'GOOGLE_PLAY',
  state: 'PAYMENT_COMPLETED',
  reason: 'PAID',
  amount: 1_100,
  openedAt: 1_000,
  stateAt: 2_000,
  paidAt: 2_000,
  grantWindow: 'open',
};
const granted: Order = { ...paid, state: 'PURCHASED', grantWindow: 'answered', grantedAt: 3_000 };

let seq = 0;
const heard = (type: string, at: number, rest: object = {}): WireEvent => ({
  ...{ seq: ++seq, at, real: at, type, orderId: 'order-1' },
  ...rest,
});
const asked = (at: number) => heard('status.asked', at);
const answered = (at: number, answer: unknown) => heard('grant.answered', at, { answer });
const tap = () => {
  const call = heard('bridge.called', 1_000, { function: 'requestOneTimePurchase', deviceId: 'device-1' });
  return [call, heard('purchase.opened', 1_000, { call: call.seq })];
};

describe('the story of a purchase', () => {
  it('knows from the order alone how far it got, when nothing was recorded at that time', () => {
    const { reached, trouble } = storyOf(granted, []);
    expect(reached).toEqual({ tap: 1_000, paid: 2_000, purchased: 2_000, answered: 3_000, success: 3_000 });
    expect(trouble).toBeUndefined();
  });

  it('tells nothing twice: a recorded step replaces one that is only known from the order', () => {
    const { moments } = storyOf(granted, [...tap(), asked(2_500), answered(3_000, true)]);
    expect(moments.filter(({ stage }) => stage === 'answered')).toHaveLength(1);
    expect(moments.filter(({ stage }) => stage === 'tap')).toHaveLength(1);
  });

  it('finds nothing wrong when the backend asked before the page said yes', () => {
    const { reached, trouble } = storyOf(granted, [...tap(), asked(2_500), answered(3_000, true)]);
    expect(trouble).toBeUndefined();
    expect(reached.grant).toBe(2_500);
  });

  it('says by how much the page was too early', () => {
    const { trouble } = storyOf(granted, [...tap(), answered(3_000, true), asked(3_041)]);
    expect(trouble).toEqual({ kind: 'answered-before-asked', stage: 'answered', ms: 41 });
  });

  it('says that no backend ever asked, unless the backend shows that it did', () => {
    const events = [...tap(), answered(3_000, true)];
    expect(storyOf(granted, events).trouble).toMatchObject({ kind: 'never-asked' });
    const ledger: Moment = { id: 'l0', at: 2_900, actor: 'ledger', kind: 'ledger.granted', detail: {} };
    expect(storyOf(granted, events, [ledger]).trouble).toBeUndefined();
  });

  it('asks for no backend when the command line has bought', () => {
    const call = heard('bridge.called', 1_000, { deviceId: 'command-line' });
    const events = [call, heard('purchase.opened', 1_000, { call: call.seq }), answered(3_000, true)];
    expect(storyOf(granted, events).trouble).toBeUndefined();
  });

  it('names what kept a paid order from being granted', () => {
    const refused: Order = { ...paid, grantWindow: 'refused' };
    const missed: Order = { ...paid, grantWindow: 'missed' };
    expect(storyOf(refused, [...tap(), answered(3_000, false)]).trouble).toMatchObject({
      kind: 'answered-false',
    });
    expect(storyOf(missed, tap()).trouble).toMatchObject({ kind: 'no-answer' });
    const killed = [...tap(), heard('fault.struck', 2_000, { name: 'killed-after-payment' })];
    expect(storyOf(missed, killed).trouble).toMatchObject({ kind: 'killed', stage: 'purchased' });
    const status = heard('status.answered', 2_600, { status: 'NOT_FOUND' });
    expect(storyOf(refused, [...tap(), asked(2_500), status, answered(3_000, false)]).trouble).toEqual({
      ...{ kind: 'status', stage: 'asked', word: 'NOT_FOUND' },
    });
  });

  it('reports no trouble for a canceled sheet, but does for an error before the payment', () => {
    const failed: Order = { ...paid, state: 'FAILED', reason: 'USER_CANCELED' };
    const { paidAt: _, ...canceled } = failed;
    expect(storyOf(canceled, []).trouble).toBeUndefined();
    expect(storyOf({ ...canceled, reason: 'NETWORK_ERROR' }, []).trouble).toMatchObject({
      ...{ kind: 'failed', word: 'NETWORK_ERROR' },
    });
  });

  it('shows every request for a refund, also an earlier one that was rejected', () => {
    const at = (seq: number, type: string, more = {}) => ({ seq, at: 4_000 + seq, type, ...more });
    const log = logMoments([
      at(1, 'RefundRequested', { reason: 'NOT_USED' }),
      at(2, 'RefundRejected', { by: 'PARTNER', reason: '이미 사용했어요' }),
      at(3, 'RefundRequested', { reason: 'PAID_TWICE' }),
      at(4, 'OrderRefunded'),
      at(5, 'UserNotified', { text: '환불이 완료됐어요.' }),
    ]);
    const push = heard('push.sent', 4_005, { text: '환불이 완료됐어요.' });
    const refund = { state: 'COMPLETED', reason: 'PAID_TWICE', requestedAt: 4_003 } as const;
    const { moments } = storyOf({ ...granted, refund, refundedAt: 4_004 }, [push], log);
    expect(moments.map(({ kind }) => kind).filter((kind) => /refund|push/.test(kind))).toEqual([
      ...['refund-requested', 'refund-rejected', 'refund-requested', 'refunded', 'push.sent'],
    ]);
  });

  it('names first that Toss has no record of a payment', () => {
    const lost: Order = {
      ...paid,
      state: 'FAILED',
      reason: 'TOSS_SERVER_VERIFICATION_FAILED',
      recorded: false,
    };
    expect(storyOf(lost, tap()).trouble).toMatchObject({ kind: 'unrecorded' });
  });
});
