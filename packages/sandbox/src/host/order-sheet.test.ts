import { describe, expect, it } from 'vitest';
import { buy } from '../../test/support/buy.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { OrderSheet } from './payment-sheet.js';

const MONTHLY = 'ait.sandbox.subscription-monthly';

/** What the sheet of a purchase shows to a user who is new, or who comes back. */
async function sheetOf(offerId?: string): Promise<OrderSheet | undefined> {
  const sandbox = createSandbox();
  if (offerId === 'come-back') {
    sandbox.refund(sandbox.console.purchase({ userKey: 'buyer', sku: MONTHLY }).orderId);
  }
  let shown: OrderSheet | undefined;
  const bridge = sandbox.bridge({
    userKey: 'buyer',
    payment: (sheet) => {
      shown = sheet;
      return 'cancel';
    },
  });
  await buy(bridge, MONTHLY, { subscription: true, ...(offerId !== undefined && { offerId }) }).ended;
  sandbox.close();
  return shown;
}

describe('the order sheet of a subscription', () => {
  it.each([
    [
      'free-week',
      '0원',
      '무료 체험 · 1주 동안 무료, 그다음부터 4,950원',
      'Free trial · free for 1 week, then 4,950원',
    ],
    [
      'welcome',
      '1,100원',
      '첫 구독 할인 · 1개월 동안 1,100원, 그다음부터 4,950원',
      'New subscriber offer · 1,100원 for 1 month, then 4,950원',
    ],
    [
      'come-back',
      '2,200원',
      '재구독 할인 · 1개월 동안 2,200원, 그다음부터 4,950원',
      'Returning subscriber offer · 2,200원 for 1 month, then 4,950원',
    ],
  ])('says what the offer %s costs now, for how long, and what follows', async (offerId, price, ko, en) => {
    expect(await sheetOf(offerId)).toMatchObject({ displayAmount: price, offer: { ko, en } });
  });

  it('says nothing of an offer that was not asked for', async () => {
    const sheet = await sheetOf();
    expect(sheet).toMatchObject({ displayAmount: '4,950원', renewalCycle: 'MONTHLY' });
    expect(sheet).not.toHaveProperty('offer');
  });
});
