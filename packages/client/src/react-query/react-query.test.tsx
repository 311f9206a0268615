// @vitest-environment happy-dom

import { QueryClient, QueryClientProvider, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { act, Component, type ReactNode, StrictMode, Suspense, version } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import { IapProvider, type PurchaseHandle, useIap, usePurchase } from '../react.js';
import {
  iapKeys,
  lockQuery,
  ownedProductsQuery,
  pendingOrdersQuery,
  productsQuery,
  subscriptionQuery,
  useFreshOrders,
} from '../react-query.js';

const PRODUCT = { sku: SKU, displayName: '보석', displayAmount: '1,000원', iconUrl: '', description: '' };
const NOW = 1_700_000_000_000;

/** Lets the client, the host and React all come to rest. */
const rest = () =>
  act(async () => {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  });

let time = NOW;
const mounted: { unmount(): void }[] = [];
const clients: QueryClient[] = [];

beforeEach(() => {
  localStorage.clear();
  time = NOW;
  vi.spyOn(Date, 'now').mockImplementation(() => time);
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
});

afterEach(async () => {
  for (const root of mounted.splice(0)) await act(async () => root.unmount());
  for (const client of clients.splice(0)) client.clear();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function newQueryClient() {
  const client = new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } });
  clients.push(client);
  return client;
}

class Boundary extends Component<{ children: ReactNode }> {
  override state = { code: '' };
  static getDerivedStateFromError(error: { code: string }) {
    return { code: error.code };
  }
  override render() {
    return this.state.code || this.props.children;
  }
}

async function render(children: ReactNode, device: ReturnType<typeof lab>, queries: QueryClient) {
  const page = document.createElement('div');
  const root = createRoot(page, { onCaughtError() {} } as object);
  mounted.push(root);
  await act(async () =>
    root.render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          <IapProvider client={device.iap} grant={async () => true}>
            {children}
          </IapProvider>
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
  await rest();
  return { page, root };
}

function Names() {
  const { data } = useSuspenseQuery(productsQuery(useIap()));
  return data.map(({ displayName }) => displayName).join();
}

const shop = (
  <Boundary>
    <Suspense fallback="loading">
      <Names />
    </Suspense>
  </Boundary>
);

describe(`the queries with React ${version.split('.')[0]}`, () => {
  it('list the products under Suspense with one call to the host', async () => {
    const device = lab({ iapGetProductItemList: () => ({ products: [PRODUCT] }) });
    const { page } = await render(shop, device, newQueryClient());
    expect(page.textContent).toBe('보석');
    expect(device.bridge.count('iapGetProductItemList')).toBe(1);
  });

  it('show a list from the last minute without a call, and show an older list at once while it is read again', async () => {
    const device = lab({ iapGetProductItemList: () => ({ products: [PRODUCT] }) });
    const queries = newQueryClient();
    await render(shop, device, queries);
    time += 59_000;
    expect((await render(shop, device, queries)).page.textContent).toBe('보석');
    expect(device.bridge.count('iapGetProductItemList')).toBe(1);
    time += 2_000;
    let answer: (list: unknown) => void = () => {};
    device.bridge.methods.iapGetProductItemList = () => new Promise((resolve) => (answer = resolve));
    const { page } = await render(shop, device, queries);
    expect(page.textContent).toBe('보석');
    expect(device.bridge.count('iapGetProductItemList')).toBe(2);
    answer({ products: [{ ...PRODUCT, displayName: '새 보석' }] });
    await rest();
    expect(page.textContent).toBe('새 보석');
  });

  it('ask again when that can help, and pass the error to the boundary when it cannot', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    let calls = 0;
    const flaky = lab({
      iapGetProductItemList: () => {
        if (++calls < 3) throw Object.assign(new Error('no'), { code: 'NETWORK_ERROR' });
        return { products: [PRODUCT] };
      },
    });
    const { page } = await render(shop, flaky, newQueryClient());
    await vi.waitFor(async () => {
      await rest();
      expect(page.textContent).toBe('보석');
    });
    expect(calls).toBe(3);
    const old = lab(
      {},
      { getOperationalEnvironment: 'toss', getPlatformOS: 'ios', getTossAppVersion: '5.0.0' },
    );
    const failed = await render(shop, old, newQueryClient());
    expect(failed.page.textContent).toBe('UNSUPPORTED_APP_VERSION');
    expect(old.bridge.calls).toEqual([]);
  });

  it('read the orders again after a purchase, but not the products', async () => {
    const device = lab({ iapGetProductItemList: () => ({ products: [PRODUCT] }) });
    let buying = {} as PurchaseHandle;
    const seen = { pending: [] as readonly string[], lock: undefined as unknown };
    function Orders() {
      useFreshOrders();
      buying = usePurchase();
      const client = useIap();
      seen.pending = (useQuery(pendingOrdersQuery(client)).data ?? []).map(({ orderId }) => orderId);
      seen.lock = useQuery(lockQuery(client, SKU)).data;
      useQuery(productsQuery(client));
      return null;
    }
    const queries = newQueryClient();
    await render(<Orders />, device, queries);
    expect(seen).toEqual({ pending: [], lock: null });
    device.pending.set(ORDER, SKU);
    await act(async () => void buying.purchase('another'));
    await rest();
    device.bridge.sheet.fail('USER_CANCELED');
    await vi.waitFor(async () => {
      await rest();
      expect(seen.pending).toEqual([ORDER]);
    });
    expect(device.bridge.count('iapGetProductItemList')).toBe(1);
  });

  it('answer what is owned and the state of a subscription, each under its own key', async () => {
    const device = lab({
      iapGetProductItemList: () => ({ products: [{ ...PRODUCT, type: 'NON_CONSUMABLE' }] }),
      getCompletedOrRefundedOrders: () => ({
        hasNext: false,
        orders: [{ orderId: ORDER, sku: SKU, status: 'COMPLETED', date: '2026-01-01' }],
      }),
      getSubscriptionInfo: () => ({ subscription: { status: 'ACTIVE', isAccessible: true } }),
    });
    const queries = newQueryClient();
    expect(await queries.fetchQuery(ownedProductsQuery(device.iap))).toMatchObject([
      { sku: SKU, access: 'owned' },
    ]);
    expect(await queries.fetchQuery(subscriptionQuery(device.iap, ORDER))).toMatchObject({
      isAccessible: true,
    });
    expect(queries.getQueryCache().findAll({ queryKey: iapKeys.orders })).toHaveLength(2);
  });
});
