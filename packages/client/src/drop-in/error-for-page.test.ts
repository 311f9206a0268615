import { describe, expect, it, vi } from 'vitest';
import { settled } from '../../test/support/manual-clock.js';
import { scriptedBridge } from '../../test/support/scripted-bridge.js';
import { setBridge } from '../bridge/default-bridge.js';
import { IapError, isIapError } from '../errors/iap-error.js';
import { errorForPage } from './error-for-page.js';
import { IAP } from './iap.js';

const CODES = ['NETWORK_ERROR', 'ITEM_ALREADY_OWNED', 'PRODUCT_NOT_GRANTED_BY_PARTNER', 'SOMETHING_NEW'];

describe('an error that a drop-in function hands out', () => {
  it.each(CODES)(
    "has the user's Korean text for %s as its message, and the developer's text beside it",
    (code) => {
      const error = new IapError(code, 'call getPendingOrders', {
        orderId: 'order',
        cause: 'why',
        charged: 'yes',
      });
      const shown = errorForPage(error);
      expect(isIapError(shown)).toBe(true);
      expect(shown.message).toBe(error.userMessage.ko);
      expect(shown.message).not.toMatch(/[A-Za-z]/);
      expect(shown).toMatchObject({
        code,
        charged: 'yes',
        orderId: 'order',
        cause: 'why',
        developerMessage: `Failed to call getPendingOrders: ${code}.`,
        stack: error.stack,
      });
      // A caller of the client who waits for the same answer still gets the developer's text.
      expect(error.message).toBe(error.developerMessage);
    },
  );

  it.each(['INVALID_ARGUMENT', 'BRIDGE_NOT_SET'])(
    'has a message for the developer for %s, because their code fails on its first run',
    (code) => {
      const error = new IapError(code, 'buy');
      expect(errorForPage(error).message).toBe(error.developerMessage);
    },
  );

  it('can be shown to users where the official example shows it', async () => {
    const bridge = scriptedBridge();
    setBridge(bridge);
    const alert = vi.fn();
    IAP.createOneTimePurchaseOrder({
      options: { sku: 'sku', processProductGrant: () => true },
      onEvent() {},
      onError: (error) => alert((error as Error).message),
    });
    await settled();
    bridge.sheet.fail('INVALID_USER_ENVIRONMENT');
    await settled();
    expect(alert.mock.calls).toEqual([['기기와 계정 설정을 확인해 주세요.']]);
    setBridge(undefined);
  });
});
