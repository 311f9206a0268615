// @vitest-environment happy-dom

import { act, type ReactNode, StrictMode, version } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import type { OwnedProduct } from '../host/owned-products.js';
import { IapProvider, type IapProviderProps, useProducts } from '../react.js';
import { BuyButton, ProductList, type ProductListProps, RestoreButton, ShopLanguage } from '../react-shop.js';

const GEMS = {
  sku: SKU,
  type: 'CONSUMABLE',
  displayName: '보석 10개',
  displayAmount: '1,100원',
  iconUrl: 'https://example.com/gems.png',
  description: '바로 쓸 수 있어요',
};
const NO_ADS = { ...GEMS, sku: 'no-ads', type: 'NON_CONSUMABLE', displayName: '광고 없애기', iconUrl: '' };
const PLUS = {
  ...GEMS,
  sku: 'plus',
  type: 'SUBSCRIPTION',
  displayName: '플러스',
  displayAmount: '4,950원',
  renewalCycle: 'MONTHLY',
  offers: [
    { type: 'FREE_TRIAL', offerId: 'free', period: 'P1W' },
    { type: 'NEW_SUBSCRIPTION', offerId: 'first', period: 'P1M', displayAmount: '1,100원' },
  ],
};

/** Lets the client, the host and React all come to rest. */
const rest = () =>
  act(async () => {
    for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  });

const mounted: { unmount(): void }[] = [];
let errors: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('BroadcastChannel', undefined);
  errors = vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

afterEach(async () => {
  for (const root of mounted.splice(0)) await act(async () => root.unmount());
  document.body.replaceChildren();
  expect(errors.mock.calls).toEqual([]);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function render(
  children: ReactNode,
  device: ReturnType<typeof lab>,
  grant?: IapProviderProps['grant'],
) {
  const page = document.body.appendChild(document.createElement('main'));
  const root = createRoot(page);
  mounted.push(root);
  await act(async () =>
    root.render(
      <StrictMode>
        <IapProvider client={device.iap} grant={grant ?? (async () => true)}>
          {children}
        </IapProvider>
      </StrictMode>,
    ),
  );
  await rest();
  const find = (selector: string) => {
    const found = page.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`${selector} is not in ${page.innerHTML}`);
    return found;
  };
  const click = async (selector: string) => {
    await act(async () => find(selector).click());
    await rest();
  };
  return { page, find, click, ...device };
}

/** A shop of products. */
function shopOf(products: readonly unknown[], props: Partial<ProductListProps> = {}) {
  function Shop() {
    return <ProductList list={useProducts()} {...props} />;
  }
  return render(<Shop />, lab({ iapGetProductItemList: () => ({ products }) }));
}

describe(`the components of the shop with React ${version.split('.')[0]}`, () => {
  it('list the products with the price that will be charged', async () => {
    const { page, find } = await shopOf([GEMS, PLUS]);
    expect([...page.querySelectorAll('h3')].map(({ textContent }) => textContent)).toEqual([
      '보석 10개',
      '플러스',
    ]);
    expect(find('[data-iap=buy]').textContent).toBe('1,100원 구매하기');
    expect(find('[data-iap=buy]').getAttribute('aria-label')).toBe('보석 10개 1,100원 구매하기');
    expect(find('img').getAttribute('alt')).toBe('');
  });

  it('show that they load, that the list is empty, and why a list failed', async () => {
    let answer: (list: object) => void = () => {};
    const device = lab({ iapGetProductItemList: () => new Promise((resolve) => (answer = resolve)) });
    function Shop() {
      return <ProductList list={useProducts()} />;
    }
    const { page, find, bridge } = await render(<Shop />, device);
    expect(find('section').getAttribute('aria-busy')).toBe('true');
    expect(page.textContent).toBe('상품을 불러오고 있어요');
    answer({ products: [] });
    await rest();
    expect(page.textContent).toBe('지금은 살 수 있는 상품이 없어요');
    for (const root of mounted.splice(0)) await act(async () => root.unmount());

    bridge.methods.iapGetProductItemList = () => Promise.reject(new Error('NETWORK_ERROR'));
    const failed = await render(<Shop />, device);
    expect(failed.find('[role=alert]').textContent).toContain('네트워크 연결을 확인해 주세요.');
    bridge.methods.iapGetProductItemList = () => ({ products: [GEMS] });
    await failed.click('[role=alert] button');
    expect(failed.find('h3').textContent).toBe('보석 10개');
  });

  it('buy with a tap, show it, and pay once however often the user taps', async () => {
    const onOutcome = vi.fn();
    const { find, click, bridge } = await shopOf([GEMS], { onOutcome });
    await click('[data-iap=buy]');
    await click('[data-iap=buy]');
    expect(bridge.sheets).toHaveLength(1);
    expect(find('[data-iap=buy]').getAttribute('aria-disabled')).toBe('true');
    expect(find('[data-iap=sale-status]').textContent).toBe('결제하고 있어요');
    bridge.sheet.purchased(ORDER);
    await rest();
    bridge.sheet.success(ORDER);
    await rest();
    expect(find('[data-iap=sale-status]').textContent).toBe('구매했어요');
    expect(find('[data-iap=buy]').getAttribute('aria-disabled')).toBe('false');
    expect(onOutcome).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ status: 'granted' }));
  });

  it('say nothing about a payment that the user canceled', async () => {
    const { page, click, bridge } = await shopOf([GEMS]);
    await click('[data-iap=buy]');
    bridge.sheet.fail('USER_CANCELED');
    await rest();
    expect(page.querySelector('[role=alert]')).toBeNull();
    expect(page.querySelector('[data-iap=sale-status]')?.textContent).toBe('');
  });

  it('never offer to pay again when money has moved, unless the user wants another one', async () => {
    const checkOrder = vi.fn();
    const { page, find, click, bridge, clock } = await shopOf([GEMS], {
      actions: { 'check-order': checkOrder },
    });
    await click('[data-iap=buy]');
    bridge.sheet.fail('TOSS_SERVER_VERIFICATION_FAILED');
    await rest();
    expect([...page.querySelectorAll('[role=alert] button')].map(({ textContent }) => textContent)).toEqual([
      '주문 확인하기',
    ]);
    await click('[role=alert] button');
    expect(checkOrder).toHaveBeenCalledOnce();
    await act(async () => void find('[data-iap=buy]').click());
    await act(async () => clock.advance(10_000));
    await rest();
    expect(bridge.sheets).toHaveLength(1);
    expect(find('[data-iap=buy-again]').textContent).toBe('새로 결제하기');
    await act(async () => void find('[data-iap=buy-again]').click());
    await act(async () => clock.advance(10_000));
    await rest();
    expect(bridge.sheets).toHaveLength(2);
  });

  it('offer what helps with an error, but only what the app can do', async () => {
    const device = lab(
      {},
      { getOperationalEnvironment: 'toss', getPlatformOS: 'ios', getTossAppVersion: '5.0.0' },
    );
    const without = await render(<BuyButton product={GEMS} />, device);
    await without.click('[data-iap=buy]');
    expect(without.find('[role=alert]').textContent).toContain('토스 앱을 업데이트해 주세요.');
    expect(without.page.querySelector('[role=alert] button')).toBeNull();
    const update = vi.fn();
    const withIt = await render(<BuyButton product={GEMS} actions={{ 'update-app': update }} />, device);
    await withIt.click('[data-iap=buy]');
    await withIt.click('[role=alert] button');
    expect(update).toHaveBeenCalledOnce();
  });

  it('sell a subscription with the chosen offer, which is the first one by default', async () => {
    const { page, find, click, bridge } = await shopOf([PLUS]);
    expect([...page.querySelectorAll('label')].map(({ textContent }) => textContent?.trim())).toEqual([
      '1주 무료 체험, 이후 매월 4,950원',
      '첫 1개월 1,100원, 이후 매월 4,950원',
      '기본 요금 매월 4,950원',
    ]);
    const submit = '[data-iap=subscribe] button';
    expect(find(submit).textContent).toBe('1주 무료 체험 구독하기');
    await click(submit);
    expect(bridge.sheet.options).toEqual({ sku: 'plus', offerId: 'free' });
    bridge.sheet.fail('USER_CANCELED');
    await rest();
    await click('label:nth-of-type(3) input');
    expect(find(submit).textContent).toBe('매월 4,950원 구독하기');
    await click(submit);
    expect(bridge.sheet.options).toEqual({ sku: 'plus', offerId: null });
  });

  it('do not sell an owned non-consumable again, and do sell when ownership is unknown', async () => {
    const owned: OwnedProduct[] = [
      { sku: 'no-ads', orderId: ORDER, type: 'NON_CONSUMABLE', access: 'owned' },
      { sku: 'plus', orderId: 'other', type: 'SUBSCRIPTION', access: 'unknown' },
    ];
    const { page } = await shopOf([NO_ADS, PLUS], { owned });
    const [first, second] = page.querySelectorAll('li');
    expect(first?.textContent).toContain('구매한 상품이에요');
    expect(first?.querySelector('button')).toBeNull();
    expect(second?.querySelector('button')).not.toBeNull();
  });

  it('restore what was paid and did not arrive, and show what was found', async () => {
    const onRestored = vi.fn();
    const answers = [false, true];
    const { find, click, pending } = await render(
      <RestoreButton onRestored={onRestored} />,
      lab(),
      () => answers.shift() ?? true,
    );
    const status = () => find('[role=status]').textContent;
    await click('[data-iap=restore]');
    expect(status()).toBe('복원할 구매가 없어요');
    pending.set(ORDER, SKU);
    await click('[data-iap=restore]');
    expect(status()).toBe('아직 처리하지 못한 구매가 있어요. 잠시 후 다시 시도해 주세요');
    await click('[data-iap=restore]');
    expect(status()).toBe('구매를 복원했어요');
    expect(pending.size).toBe(0);
    expect(onRestored).toHaveBeenCalledTimes(3);
  });

  it('say why nothing could be restored', async () => {
    const device = lab({ getPendingOrders: () => Promise.reject(new Error('NETWORK_ERROR')) });
    const { find, click, bridge } = await render(<RestoreButton />, device);
    await click('[data-iap=restore]');
    expect(find('[role=alert]').textContent).toContain('네트워크');
    bridge.methods.getPendingOrders = () => ({ orders: [] });
    await click('[role=alert] button');
    expect(find('[role=status]').textContent).toBe('복원할 구매가 없어요');
  });

  it('speak English below a ShopLanguage', async () => {
    const device = lab();
    const { find, click, bridge } = await render(
      <ShopLanguage language="en">
        <BuyButton product={GEMS} />
        <RestoreButton />
      </ShopLanguage>,
      device,
    );
    expect(find('[data-iap=buy]').textContent).toBe('1,100원 Buy');
    expect(find('[data-iap=restore]').textContent).toBe('Restore purchases');
    await click('[data-iap=buy]');
    bridge.sheet.fail('NETWORK_ERROR');
    await rest();
    expect(find('[role=alert]').textContent).toContain('Please check your network.');
  });
});
