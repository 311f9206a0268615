// @vitest-environment happy-dom

import { act, type ReactNode, StrictMode, useState, version } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, OTHER_ORDER, SKU } from '../../test/support/lab.js';
import {
  IapProvider,
  type IapProviderProps,
  type ListState,
  type PendingOrdersState,
  type ProductLockState,
  type PurchaseHandle,
  useOwnedProducts,
  usePendingOrders,
  useProductLock,
  useProducts,
  usePurchase,
} from '../react.js';

const PRODUCT = { sku: SKU, displayName: '보석', displayAmount: '1,000원', iconUrl: '', description: '' };

/** Lets the client, the host and React all come to rest. */
const rest = () =>
  act(async () => {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  });

let errors: ReturnType<typeof vi.spyOn>;
const mounted: { unmount(): void }[] = [];

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  errors = vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(async () => {
  for (const root of mounted.splice(0)) await act(async () => root.unmount());
  expect(errors.mock.calls).toEqual([]);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function render(children: ReactNode, props: IapProviderProps) {
  const root = createRoot(document.createElement('div'));
  mounted.push(root);
  await act(async () =>
    root.render(
      <StrictMode>
        <IapProvider {...props}>{children}</IapProvider>
      </StrictMode>,
    ),
  );
  await rest();
  return root;
}

/** A component that shows the result of a hook to a test. */
function probe<T>(useHook: () => T) {
  const seen: T[] = [];
  function Probe() {
    seen.push(useHook());
    return null;
  }
  return {
    Probe,
    get now() {
      return seen.at(-1) as T;
    },
    seen,
  };
}

const yes = async () => true;

describe(`the hooks under StrictMode of React ${version.split('.')[0]}`, () => {
  it('list the products with one call to the host', async () => {
    const { iap, bridge } = lab({ iapGetProductItemList: () => ({ products: [PRODUCT] }) });
    const list = probe<ListState<{ sku: string }>>(useProducts);
    await render(<list.Probe />, { client: iap, grant: yes });
    expect(list.seen[0]).toMatchObject({ status: 'loading', items: [] });
    expect(list.now).toMatchObject({ status: 'ready', items: [{ sku: SKU }] });
    expect(bridge.count('iapGetProductItemList')).toBe(1);
  });

  it('say why a list failed, and read it again on demand', async () => {
    const { iap, bridge } = lab({ iapGetProductItemList: () => Promise.reject(new Error('NETWORK_ERROR')) });
    const list = probe(useProducts);
    await render(<list.Probe />, { client: iap, grant: yes });
    expect(list.now).toMatchObject({ status: 'failed', error: { code: 'NETWORK_ERROR', charged: 'no' } });
    bridge.methods.iapGetProductItemList = () => ({ products: [PRODUCT] });
    await act(async () => list.now.reload());
    await rest();
    expect(list.now).toMatchObject({ status: 'ready', error: undefined, items: [{ sku: SKU }] });
  });

  it('buy, show the outcome, and read the lists that the purchase changed again', async () => {
    const { iap, bridge, pending } = lab();
    const buying = probe<PurchaseHandle>(usePurchase);
    const orders = probe<PendingOrdersState>(usePendingOrders);
    const onPaymentVisible = vi.fn();
    await render(
      <>
        <buying.Probe />
        <orders.Probe />
      </>,
      { client: iap, grant: () => false, onPaymentVisible },
    );
    expect(buying.now.status).toBe('idle');
    await act(async () => void buying.now.purchase(SKU));
    await rest();
    expect(buying.now.status).toBe('paying');
    expect(onPaymentVisible.mock.calls).toEqual([[true]]);
    pending.set(ORDER, SKU);
    bridge.sheet.purchased(ORDER);
    await rest();
    bridge.sheet.fail('PRODUCT_NOT_GRANTED_BY_PARTNER');
    await rest();
    expect(buying.now).toMatchObject({ status: 'done', outcome: { status: 'pending', orderId: ORDER } });
    expect(onPaymentVisible.mock.calls).toEqual([[true], [false]]);
    expect(orders.now.items).toMatchObject([{ orderId: ORDER, sku: SKU }]);
    await act(async () => buying.now.reset());
    expect(buying.now).toMatchObject({ status: 'idle', outcome: undefined });
  });

  it('keep showing the first purchase when the button is tapped twice', async () => {
    const { iap, bridge } = lab();
    const buying = probe(usePurchase);
    await render(<buying.Probe />, { client: iap, grant: yes });
    await act(async () => void buying.now.purchase(SKU));
    const second = await act(async () => buying.now.purchase(SKU));
    expect(second).toMatchObject({ error: { code: 'PURCHASE_IN_PROGRESS' } });
    await rest();
    expect(buying.now.status).toBe('paying');
    expect(bridge.sheets).toHaveLength(1);
    bridge.sheet.fail('USER_CANCELED');
    await rest();
    expect(buying.now).toMatchObject({ status: 'done', outcome: { status: 'canceled' } });
  });

  it('set no state after unmount, and still grant and answer a payment that comes later', async () => {
    const { iap, bridge } = lab();
    const buying = probe(usePurchase);
    const grant = vi.fn(yes);
    const root = await render(<buying.Probe />, { client: iap, grant });
    let outcome: unknown;
    await act(async () => {
      void buying.now.purchase(SKU).then((ended) => {
        outcome = ended;
      });
    });
    await rest();
    await act(async () => root.unmount());
    await rest();
    const renders = buying.seen.length;
    expect(outcome).toMatchObject({ error: { code: 'PURCHASE_ABANDONED' } });
    bridge.sheet.purchased(ORDER);
    await rest();
    bridge.sheet.success(ORDER);
    await rest();
    expect(grant).toHaveBeenCalledOnce();
    expect(bridge.count('processProductGrant')).toBe(1);
    expect(bridge.listeners).toBe(0);
    expect(buying.seen).toHaveLength(renders);
  });

  it('recover on mount, once for each order although StrictMode mounts twice', async () => {
    const { iap, pending } = lab();
    pending.set(ORDER, SKU);
    const grant = vi.fn(yes);
    const orders = probe(() => usePendingOrders({ recoverOnMount: true }));
    await render(<orders.Probe />, { client: iap, grant });
    await rest();
    expect(grant).toHaveBeenCalledOnce();
    expect(orders.now.report?.orders).toEqual([{ orderId: ORDER, sku: SKU, status: 'granted' }]);
    expect(orders.now.items).toEqual([]);
    expect(pending.size).toBe(0);
  });

  it('recover on mount, and again when their page comes back from the back/forward cache, until unmounted', async () => {
    const { iap, pending } = lab();
    const grant = vi.fn(yes);
    const orders = probe(() => usePendingOrders({ recoverOnMount: true }));
    const comeBack = async (persisted: boolean) => {
      await act(async () => void dispatchEvent(Object.assign(new Event('pageshow'), { persisted })));
      await rest();
    };
    const root = await render(<orders.Probe />, { client: iap, grant });
    pending.set(ORDER, SKU);
    await comeBack(false);
    expect(grant).not.toHaveBeenCalled();
    await comeBack(true);
    expect(grant).toHaveBeenCalledOnce();
    expect(orders.now.report?.orders).toEqual([{ orderId: ORDER, sku: SKU, status: 'granted' }]);
    await act(async () => root.unmount());
    pending.set(OTHER_ORDER, SKU);
    await comeBack(true);
    expect(grant).toHaveBeenCalledOnce();
  });

  it('call the newest grant of the provider, even if the purchase began with an older one', async () => {
    const { iap, bridge } = lab();
    const buying = probe(usePurchase);
    const first = vi.fn(yes);
    const second = vi.fn(yes);
    let replace: () => void = () => {};
    function App() {
      const [grant, setGrant] = useState(() => first);
      replace = () => setGrant(() => second);
      return (
        <IapProvider client={iap} grant={grant}>
          <buying.Probe />
        </IapProvider>
      );
    }
    await render(<App />, { client: iap, grant: yes });
    await act(async () => void buying.now.purchase(SKU));
    await rest();
    await act(async () => replace());
    bridge.sheet.purchased(ORDER);
    await rest();
    expect(first).not.toHaveBeenCalled();
    expect(second).toHaveBeenCalledOnce();
    bridge.sheet.success(ORDER);
    await rest();
  });

  it('show that an earlier payment is being checked, and then the sheet', async () => {
    const { iap, bridge, clock } = lab();
    const buying = probe<PurchaseHandle>(usePurchase);
    await render(<buying.Probe />, { client: iap, grant: yes });
    await act(async () => void buying.now.purchase(SKU));
    await rest();
    bridge.sheet.fail('NETWORK_ERROR');
    await rest();
    expect(buying.now.outcome).toMatchObject({ error: { code: 'NETWORK_ERROR' } });
    await act(async () => void buying.now.purchase(SKU));
    await rest();
    expect(buying.now.status).toBe('checking');
    await act(() => clock.advance(11_000));
    await rest();
    expect(buying.now.status).toBe('paying');
    expect(bridge.sheets).toHaveLength(2);
    bridge.sheet.fail('USER_CANCELED');
    await rest();
    expect(buying.now).toMatchObject({ status: 'done', outcome: { status: 'canceled' } });
  });

  it('say why a product is locked, and buy another one when the user wants it', async () => {
    const { iap, bridge, clock } = lab();
    const buying = probe<PurchaseHandle>(usePurchase);
    const shown = probe<ProductLockState>(() => useProductLock(SKU));
    await render(
      <>
        <buying.Probe />
        <shown.Probe />
      </>,
      { client: iap, grant: yes },
    );
    expect(shown.now.lock).toBeUndefined();
    await act(async () => void buying.now.purchase(SKU));
    await rest();
    bridge.sheet.fail('TOSS_SERVER_VERIFICATION_FAILED');
    await rest();
    expect(shown.now.lock).toEqual({
      sku: SKU,
      since: clock.now(),
      until: clock.now() + 3 * 86_400_000,
      reason: 'charged',
      orderId: undefined,
    });
    await act(async () => void buying.now.purchase(SKU, { buyAgain: true }));
    await rest();
    expect(bridge.sheets).toHaveLength(2);
    bridge.sheet.fail('USER_CANCELED');
    await rest();
  });

  it('show what the user owns', async () => {
    const { iap } = lab({
      iapGetProductItemList: () => ({ products: [{ ...PRODUCT, type: 'NON_CONSUMABLE' }] }),
      getCompletedOrRefundedOrders: () => ({
        hasNext: false,
        orders: [{ orderId: ORDER, sku: SKU, status: 'COMPLETED', date: '2026-01-01T00:00:00' }],
      }),
    });
    const owned = probe(useOwnedProducts);
    await render(<owned.Probe />, { client: iap, grant: yes });
    expect(owned.now.items).toEqual([{ sku: SKU, orderId: ORDER, type: 'NON_CONSUMABLE', access: 'owned' }]);
  });

  it('say what is missing outside a provider', () => {
    const Alone = () => {
      usePurchase();
      return null;
    };
    const root = createRoot(document.createElement('div'), { onRecoverableError() {} });
    expect(() => act(() => root.render(<Alone />))).toThrow(/IapProvider/);
    errors.mockClear();
  });
});
