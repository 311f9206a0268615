// @vitest-environment happy-dom

import { act, type ReactNode, StrictMode, version } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import { IapProvider, useOrderHistory, useProducts, usePurchase } from '../react.js';
import { OrderHistory, RecoveryNotice, ShopLanguage } from '../react-shop.js';

const GEMS = { sku: SKU, displayName: '보석 10개', displayAmount: '1,100원', iconUrl: '', description: '' };

/** Lets the client, the host and React all come to rest. */
const rest = () =>
  act(async () => {
    for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  });

const mounted: { unmount(): void }[] = [];

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('BroadcastChannel', undefined);
});

afterEach(async () => {
  for (const root of mounted.splice(0)) await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

async function render(children: ReactNode, device: ReturnType<typeof lab>) {
  const page = document.createElement('main');
  const root = createRoot(page);
  mounted.push(root);
  await act(async () =>
    root.render(
      <StrictMode>
        <IapProvider client={device.iap} grant={async () => true}>
          {children}
        </IapProvider>
      </StrictMode>,
    ),
  );
  await rest();
  const lines = () =>
    [...page.querySelectorAll('[data-iap=order]')].map(({ textContent }) => textContent ?? '');
  const click = async (selector: string) => {
    await act(async () => page.querySelector<HTMLElement>(selector)?.click());
    await rest();
  };
  return { page, lines, click, ...device };
}

/** A history with a number of orders, 50 on each page. */
function historyOf(count: number, orders: object[] = []) {
  const all = [
    ...orders,
    ...Array.from({ length: count }, (_, index) => ({
      orderId: `order-${index}`,
      sku: SKU,
      status: 'COMPLETED',
      date: '2026-03-01T12:00:00',
    })),
  ];
  return ({ key = '0' }: { key?: string } = {}) => {
    const next = Number(key) + 50;
    return { hasNext: next < all.length, nextKey: String(next), orders: all.slice(Number(key), next) };
  };
}

function History() {
  return <OrderHistory list={useOrderHistory()} products={useProducts().items} />;
}

describe(`what was bought, with React ${version.split('.')[0]}`, () => {
  it('is listed by name, state, time and number', async () => {
    const refunded = { orderId: ORDER, sku: 'gone', status: 'REFUNDED', date: '2026-03-02T09:30:00' };
    const device = lab({
      iapGetProductItemList: () => ({ products: [GEMS] }),
      getCompletedOrRefundedOrders: historyOf(1, [refunded]),
    });
    const { page, lines } = await render(<History />, device);
    expect(lines()[0]).toMatch(new RegExp(`^gone 환불 완료 .*2026.* 주문 번호 ${ORDER}$`));
    expect(lines()[1]).toMatch(/^보석 10개 구매 완료 .*2026.* 주문 번호 order-0$/);
    expect(page.querySelector('time')?.getAttribute('datetime')).toBe('2026-03-02T00:30:00.000Z');
    expect(page.querySelector('[data-iap=more-orders]')).toBeNull();
  });

  it('is shown 20 at a time, over the pages of the Toss app', async () => {
    const device = lab({ getCompletedOrRefundedOrders: historyOf(55) });
    const { page, lines, click } = await render(<History />, device);
    expect(lines()).toHaveLength(20);
    await click('[data-iap=more-orders]');
    expect(lines()).toHaveLength(40);
    await click('[data-iap=more-orders]');
    expect(lines()).toHaveLength(55);
    expect(page.querySelector('[data-iap=more-orders]')).toBeNull();
  });

  it('is shown as empty, or as unreadable', async () => {
    const empty = await render(<History />, lab());
    expect(empty.page.textContent).toBe('구매 내역이 없어요');
    const device = lab({ getCompletedOrRefundedOrders: () => Promise.reject(new Error('NETWORK_ERROR')) });
    const failed = await render(<History />, device);
    expect(failed.page.querySelector('[role=alert]')?.textContent).toContain('네트워크');
    device.bridge.methods.getCompletedOrRefundedOrders = historyOf(1);
    await failed.click('[role=alert] button');
    expect(failed.lines()).toHaveLength(1);
  });

  it('is read again after a purchase', async () => {
    let buy = () => {};
    function Shop() {
      const { purchase } = usePurchase();
      buy = () => void purchase(SKU);
      return <History />;
    }
    const device = lab();
    const { lines, bridge } = await render(<Shop />, device);
    expect(lines()).toEqual([]);
    await act(async () => buy());
    await rest();
    bridge.methods.getCompletedOrRefundedOrders = historyOf(1);
    bridge.sheet.purchased(ORDER);
    await rest();
    bridge.sheet.success(ORDER);
    await rest();
    expect(lines()).toHaveLength(1);
  });
});

describe('what was paid before and did not arrive', () => {
  it('is granted at the start, and shown as arrived', async () => {
    const device = lab();
    device.pending.set(ORDER, SKU);
    const { page } = await render(
      <ShopLanguage language="en">
        <RecoveryNotice />
      </ShopLanguage>,
      device,
    );
    await vi.waitFor(async () => {
      await rest();
      expect(page.textContent).toBe('What you paid for before has arrived');
    });
    expect(device.pending.size).toBe(0);
  });

  it('is not mentioned when there was nothing', async () => {
    const { page } = await render(<RecoveryNotice />, lab());
    expect(page.textContent).toBe('');
    expect(page.querySelector('[role=status]')).not.toBeNull();
  });
});
