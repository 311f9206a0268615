import { IAP_ERROR_CODES } from '@ait-iap/protocol';
import { describe, expect, it, vi } from 'vitest';
import { ERROR_CATEGORIES } from './error-category.js';
import { errorPage } from './error-page.js';
import { IapError, isIapError } from './iap-error.js';
import { routeIapError } from './route-iap-error.js';
import { toIapError } from './to-iap-error.js';

describe('IapError', () => {
  it.each(IAP_ERROR_CODES)('%s has a category, a charge, and texts in both languages', (code) => {
    const error = new IapError(code, 'buy');
    expect(ERROR_CATEGORIES).toContain(error.category);
    expect(error.userMessage.ko).toMatch(/(요|세요)\.$/);
    expect(error.userMessage.en).toMatch(/\.$/);
    expect(error.message).toMatch(/^Failed to buy: /);
    const page = errorPage(error);
    expect(page.title.ko && page.body.ko && page.action.label.ko).toBeTruthy();
  });

  it('never offers to pay again, and never says canceled, when money has moved', () => {
    for (const code of IAP_ERROR_CODES) {
      const error = new IapError(code, 'buy');
      if (error.charged !== 'yes') continue;
      expect(error.category).toBe('paid-unresolved');
      expect(errorPage(error).action.kind).not.toBe('retry');
      expect(errorPage(error).title.ko).not.toContain('취소');
    }
  });

  it('never says on its page that a payment failed when it may have been made', () => {
    for (const code of IAP_ERROR_CODES) {
      const error = new IapError(code, 'buy');
      if (error.charged === 'no') continue;
      const { title, body } = errorPage(error);
      expect(`${title.ko} ${body.ko}`).not.toMatch(/결제하지 못|결제되지 않/);
      expect(`${title.en} ${body.en}`).not.toMatch(/did not go through|not paid|payment failed/i);
    }
  });

  it('keeps a code that it does not know, as a defect that may have cost money', () => {
    expect(toIapError(Object.assign(new Error('?'), { code: 'SOMETHING_NEW' }), 'buy')).toMatchObject({
      code: 'SOMETHING_NEW',
      category: 'defect',
      charged: 'unknown',
      retryable: false,
    });
  });

  it.each([
    { code: 'RECEIPT_VERIFICATION_FAILED' },
    { errorCode: 'APP_MARKET_VERIFICATION_FAILED_V2' },
    new Error('Purchase failed: [STORE_VERIFICATION_FAILED]'),
  ])('treats an unknown code of a failed verification as a payment that is still checked: %o', (thrown) => {
    const error = toIapError(thrown, 'buy');
    expect(error).toMatchObject({ category: 'paid-unresolved', charged: 'unknown' });
    expect(error.code).toContain('VERIFICATION_FAILED');
    expect(errorPage(error).action.kind).toBe('check-order');
  });

  it('keeps an unknown code that is only a word in a text, as in 3.x', () => {
    expect(toIapError(new Error('Purchase failed: [SOMETHING_NEW] by the app'), 'buy')).toMatchObject({
      code: 'SOMETHING_NEW',
      charged: 'unknown',
    });
  });

  it('tells the user what to do, and never to check an account that has nothing to do with it', () => {
    const told = (code: string) => new IapError(code, 'buy').userMessage;
    expect(told('ITEM_ALREADY_OWNED')).toEqual({
      ko: '이미 구매한 상품이에요.',
      en: 'You already own this product.',
    });
    expect(told('PAYMENT_PENDING').ko).toContain('승인');
    expect(told('UNSUPPORTED_APP_VERSION').ko).toContain('업데이트');
    for (const code of IAP_ERROR_CODES) {
      if (code === 'INVALID_USER_ENVIRONMENT' || code === 'KOREAN_ACCOUNT_ONLY') continue;
      expect(`${told(code).en} ${told(code).ko}`).not.toMatch(/account|계정/);
    }
  });

  it('keeps the text for the developer apart: it holds no text for users, and none that leads to support', () => {
    for (const code of [...IAP_ERROR_CODES, 'INVALID_ARGUMENT', 'BRIDGE_NOT_FOUND', 'BRIDGE_NOT_SET']) {
      const { developerMessage, message, userMessage } = new IapError(code, 'buy');
      expect(message).toBe(developerMessage);
      expect(developerMessage).toContain(code);
      expect(developerMessage).not.toMatch(/contact|customer|고객센터/i);
      expect(developerMessage).not.toContain(userMessage.ko);
      expect(userMessage.ko).not.toContain(code);
    }
  });

  it('says all that it knows as JSON, its message included', () => {
    const error = new IapError('NETWORK_ERROR', 'buy', { orderId: 'order' });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'IapError',
      code: 'NETWORK_ERROR',
      category: 'try-again',
      retryable: true,
      charged: 'unknown',
      orderId: 'order',
      userMessage: { ko: '네트워크 연결을 확인해 주세요.', en: 'Please check your network.' },
      developerMessage: 'Failed to buy: NETWORK_ERROR.',
      message: 'Failed to buy: NETWORK_ERROR.',
    });
  });

  it('does not treat the name of an inherited property as a known code', () => {
    for (const code of ['toString', '__proto__', 'constructor']) {
      expect(new IapError(code, 'buy').category).toBe('defect');
    }
  });
});

describe('errorPage', () => {
  it.each([
    'APP_MARKET_VERIFICATION_FAILED',
    'BRIDGE_NOT_FOUND',
    'INVALID_PRODUCT_ID',
    'PURCHASE_IN_PROGRESS',
    'UNSUPPORTED_OS_VERSION',
  ] as const)('has a button for %s that only closes, because the user has to continue elsewhere', (code) => {
    expect(errorPage(new IapError(code, 'buy')).action.kind).toBe('close');
  });

  it.each(['APP_BRIDGE_THROTTLED', 'HOST_TIMEOUT', 'INTERNAL_ERROR', 'NETWORK_ERROR'] as const)(
    'does not repeat its title in the body for %s',
    (code) => {
      const { title, body } = errorPage(new IapError(code, 'buy'));
      expect(body.ko).not.toContain(title.ko);
      expect(body.en).not.toContain(title.en);
    },
  );

  it('shows the text of the category for a code that it does not know', () => {
    const error = toIapError({ code: 'SOMETHING_NEW' }, 'buy');
    expect(errorPage(error).body).toEqual(error.userMessage);
  });
});

describe('toIapError', () => {
  it('keeps the raw error of SDK 2.x as the cause', () => {
    const raw = Object.assign(new Error('취소'), { code: 'USER_CANCELED' });
    expect(toIapError(raw, 'buy')).toMatchObject({
      code: 'USER_CANCELED',
      category: 'user-canceled',
      cause: raw,
    });
  });

  it('finds a known code in the message, because SDK 3.x puts it there', () => {
    const raw = new Error('Purchase failed: [ITEM_ALREADY_OWNED] by USER_SOMETHING');
    expect(toIapError(raw, 'buy')).toMatchObject({ code: 'ITEM_ALREADY_OWNED', cause: raw });
  });

  it.each([undefined, null, 0, '', 'USER_CANCELED', {}, { code: 7 }, []])(
    'takes %j without failing',
    (raw) => {
      expect(isIapError(toIapError(raw, 'buy'))).toBe(true);
    },
  );

  it('finds the code of the wrapped error, and keeps the outer error as the cause', () => {
    const raw = new Error('구매 실패', {
      cause: Object.assign(new Error('취소'), { code: 'USER_CANCELED' }),
    });
    expect(toIapError(raw, 'buy')).toMatchObject({ code: 'USER_CANCELED', charged: 'no', cause: raw });
    // Its own code counts, also where nobody knows it: what is inside may be about something else.
    const own = Object.assign(new Error('?', { cause: raw }), { code: 'SOMETHING_NEW' });
    expect(toIapError(own, 'buy')).toMatchObject({ code: 'SOMETHING_NEW', charged: 'unknown' });
  });

  it('shortens a long message', () => {
    expect(toIapError(new Error('x'.repeat(10_000)), 'buy').message.length).toBeLessThan(500);
  });

  it('hands an IapError back as it is', () => {
    const error = new IapError('NETWORK_ERROR', 'buy');
    expect(toIapError(error, 'list')).toBe(error);
  });
});

describe('routeIapError', () => {
  it('prefers the code to the category and the category to the default, and returns what the handler returned', () => {
    const routes = {
      ITEM_ALREADY_OWNED: () => 'code',
      'user-must-act': () => 'category',
      default: () => 'default',
    } as const;
    expect(routeIapError(new IapError('ITEM_ALREADY_OWNED', 'buy'), routes)).toBe('code');
    expect(routeIapError(new IapError('KOREAN_ACCOUNT_ONLY', 'buy'), routes)).toBe('category');
    expect(routeIapError(new IapError('NETWORK_ERROR', 'buy'), routes)).toBe('default');
    expect(routeIapError(new Error('anything'), routes)).toBe('default');
  });

  it('never calls a handler that is named like an inherited property', () => {
    const handler = vi.fn(() => 'default');
    expect(routeIapError(new IapError('hasOwnProperty', 'buy'), { default: handler })).toBe('default');
    expect(handler).toHaveBeenCalledOnce();
  });
});
