import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buy, grant } from '../../test/support/buy.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { RefundReason } from '../world/refund.js';
import type { ShownScreen } from './phone-screens.js';

const SKU = 'ait.sandbox.consumable-1';

let sandbox: Sandbox;
let shown: ShownScreen[];
let notes: string[];
beforeEach(() => {
  sandbox = createSandbox();
  shown = [];
  notes = [];
});
afterEach(() => sandbox.close());

/** A phone with a person who does the same on each screen. */
function phone(deed?: RefundReason) {
  const screens = {
    show: async (screen: ShownScreen) => {
      shown.push(screen);
      return deed;
    },
    notify: (text: string) => void notes.push(text),
  };
  return sandbox.bridge({ userKey: 'holder', screens });
}

describe('a phone with a visible screen', () => {
  it('shows the refund page after a failed grant, where the user asks for the money back', async () => {
    const bridge = phone('PAID_TWICE');
    const purchase = buy(bridge, SKU);
    await grant(bridge, await purchase.purchased, false);
    await purchase.ended;
    await sandbox.idle();
    const [order] = sandbox.orders();
    const about = { orderId: order?.orderId, displayName: '테스트 상품 - 1', displayAmount: '1,100원' };
    expect(shown).toMatchObject([
      { screen: 'refund-offer', code: 'PRODUCT_NOT_GRANTED_BY_PARTNER', ...about },
    ]);
    expect(order).toMatchObject({ refund: { reason: 'PAID_TWICE', decider: 'STORE' } });
    expect(notes).toEqual(['환불을 요청했어요']);
  });

  it('says that a request is not possible when the money is already back', async () => {
    sandbox.faults.arm({ name: 'purchase-error', code: 'NETWORK_ERROR' });
    await buy(phone('NOT_USED'), SKU).ended;
    await sandbox.idle();
    expect(shown).toMatchObject([{ screen: 'error', code: 'NETWORK_ERROR' }]);
    expect(notes).toEqual(['지금은 환불을 요청할 수 없어요']);
  });

  it('gets its own pushes, also while its app is dead, until it is put away', async () => {
    sandbox.faults.arm({ name: 'killed-after-payment' });
    const bridge = phone();
    buy(bridge, SKU);
    await sandbox.idle();
    expect(shown).toMatchObject([{ screen: 'app-closed' }]);
    const push = (userKey: string, text: string) =>
      void sandbox.wire.publish({ type: 'push.sent', userKey, text });
    push('holder', 'mine');
    push('other', 'theirs');
    bridge.close();
    push('holder', 'too late');
    expect(notes).toEqual(['mine']);
  });

  it.each([
    ['a cancel that a fault made', 'purchase-error', 'USER_CANCELED', []],
    ['an error that a fault made', 'purchase-error', 'NETWORK_ERROR', ['NETWORK_ERROR']],
    ['a cancel before the payment', 'paid-after-error', 'USER_CANCELED', []],
    ['an error before the payment', 'paid-after-error', 'NETWORK_ERROR', ['NETWORK_ERROR']],
  ] as const)('closes the sheet after %s, and shows the screen of its code', async (_, name, code, codes) => {
    sandbox.faults.arm({ name, code });
    const closed: string[] = [];
    await buy(phoneWithSheet(closed), SKU).ended;
    expect(closed).toEqual([sandbox.orders()[0]?.orderId]);
    expect(shown.map((screen) => screen.code)).toEqual(codes);
  });

  it('closes the sheet of a product that was bought on another device meanwhile, and says why', async () => {
    const purchase = { userKey: 'holder', sku: 'ait.sandbox.non-consumable' };
    const closed: string[] = [];
    const bridge = phoneWithSheet(closed, () => sandbox.console.purchase(purchase));
    await buy(bridge, purchase.sku).ended;
    expect(closed).toHaveLength(1);
    expect(shown).toMatchObject([{ screen: 'error', code: 'ITEM_ALREADY_OWNED' }]);
  });

  it('asks for no refund in a world that came after its screen, where another order has the same id', async () => {
    let leave: (reason: RefundReason) => void = () => {};
    const show = () =>
      new Promise<RefundReason>((resolve) => {
        leave = resolve;
      });
    sandbox.faults.arm({ name: 'purchase-error', code: 'PRODUCT_NOT_GRANTED_BY_PARTNER' });
    await buy(sandbox.bridge({ userKey: 'holder', screens: { show, notify: () => {} } }), SKU).ended;
    const before = sandbox.orders()[0]?.orderId;
    sandbox.reset();
    await buy(sandbox.bridge({ userKey: 'holder' }), SKU).purchased;
    leave('NOT_USED');
    await sandbox.idle();
    const [order] = sandbox.orders();
    expect(order?.orderId).toBe(before);
    expect(order?.refund).toBeUndefined();
  });
});

/** A phone whose sheet stays open after the payment, until it is told to close. */
function phoneWithSheet(closed: string[], before = () => {}) {
  const present = async () => {
    before();
    return 'approve' as const;
  };
  return sandbox.bridge({
    userKey: 'holder',
    payment: { present, settled: (orderId) => void closed.push(orderId) },
    screens: {
      show: async (screen) => {
        shown.push(screen);
        return undefined;
      },
      notify: () => {},
    },
  });
}
