// @vitest-environment happy-dom

import * as React from 'react';
import { act, type ReactNode, StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import {
  IapProvider,
  type PendingOrdersState,
  type PurchaseHandle,
  useOwnedProducts,
  usePendingOrders,
  usePurchase,
} from '../react.js';

const watch = vi.hoisted(() => ({ sets: 0 }));

// React does not report a state that is set after unmount, so the calls are counted.
vi.mock('react', async (load) => {
  const original = await load<typeof React>();
  const useState = (initial: unknown) => {
    const [state, set] = original.useState(initial);
    const counted = original.useCallback((next: unknown) => {
      watch.sets++;
      set(next);
    }, []);
    return [state, counted];
  };
  return { ...original, useState };
});

const PRODUCT = { sku: SKU, displayName: '보석', displayAmount: '1,000원', type: 'NON_CONSUMABLE' };

/** Lets the client, the host and React all come to rest. */
const rest = () =>
  act(async () => {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  });

const yes = async () => true;

/** An app in StrictMode whose shop a test removes and adds again. */
function app(device: ReturnType<typeof lab>) {
  const root = createRoot(document.createElement('div'));
  roots.push(root);
  const show = async (children: ReactNode) => {
    await act(async () =>
      root.render(
        <StrictMode>
          <IapProvider client={device.iap} grant={yes}>
            {children}
          </IapProvider>
        </StrictMode>,
      ),
    );
    await rest();
  };
  return { show, unmount: () => act(async () => root.unmount()) };
}

const roots: { unmount(): void }[] = [];
let buying: PurchaseHandle;
let orders: PendingOrdersState;

function Shop() {
  buying = usePurchase();
  return null;
}

function ShopThatBuysAtOnce() {
  buying = usePurchase();
  const { purchase } = buying;
  useEffect(() => void purchase(SKU), []);
  return null;
}

function Orders() {
  orders = usePendingOrders();
  return null;
}

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
});

afterEach(async () => {
  for (const root of roots.splice(0)) await act(async () => root.unmount());
  vi.unstubAllGlobals();
});

describe('a component that unmounts', () => {
  it('buys once in a mount effect although StrictMode mounts twice, and shows the outcome', async () => {
    const device = lab();
    await app(device).show(<ShopThatBuysAtOnce />);
    expect(device.bridge.sheets).toHaveLength(1);
    expect(buying.status).toBe('paying');
    device.bridge.sheet.fail('USER_CANCELED');
    await rest();
    expect(buying).toMatchObject({ status: 'done', outcome: { status: 'canceled' } });
  });

  it('opens no order sheet when it unmounts before the sheet is open', async () => {
    const device = lab();
    const { show } = app(device);
    await show(<Shop />);
    let outcome: unknown;
    await act(async () => {
      void buying.purchase(SKU).then((ended) => {
        outcome = ended;
      });
      roots[0]?.unmount();
    });
    await rest();
    expect(outcome).toMatchObject({ status: 'canceled' });
    expect(device.bridge.sheets).toHaveLength(0);
  });

  it('lets other components read the lists again after its order', async () => {
    const history: object[] = [];
    const device = lab({
      iapGetProductItemList: () => ({ products: [PRODUCT] }),
      getCompletedOrRefundedOrders: () => ({ hasNext: false, orders: history }),
    });
    let owned: readonly unknown[] = [];
    const Owned = () => {
      owned = useOwnedProducts().items;
      return null;
    };
    const { show } = app(device);
    await show([<Owned key="owned" />, <Shop key="shop" />]);
    let outcome: unknown;
    await act(async () => {
      void buying.purchase(SKU).then((ended) => {
        outcome = ended;
      });
    });
    await rest();
    device.bridge.sheet.purchased(ORDER);
    await show([<Owned key="owned" />]);
    expect(outcome).toMatchObject({
      status: 'pending',
      orderId: ORDER,
      error: { code: 'PURCHASE_ABANDONED', charged: 'yes' },
    });
    history.push({ orderId: ORDER, sku: SKU, status: 'COMPLETED', date: '2026-01-01T00:00:00' });
    device.bridge.sheet.success(ORDER);
    await rest();
    expect(owned).toMatchObject([{ sku: SKU, orderId: ORDER }]);
  });

  it('sets no state when its purchase ends after the whole app has unmounted', async () => {
    const device = lab();
    const { show, unmount } = app(device);
    await show(<Shop />);
    await act(async () => void buying.purchase(SKU));
    await rest();
    await unmount();
    const { sets } = watch;
    device.bridge.sheet.purchased(ORDER);
    await rest();
    device.bridge.sheet.success(ORDER);
    await rest();
    expect(device.bridge.listeners).toBe(0);
    expect(watch.sets).toBe(sets);
  });

  it('sets no state when a manual recovery ends after the unmount', async () => {
    let close: (answer: boolean) => void = () => {};
    const device = lab({
      completeProductGrant: () =>
        new Promise((resolve) => {
          close = resolve;
        }),
    });
    const { show, unmount } = app(device);
    await show(<Orders />);
    device.pending.set(ORDER, SKU);
    let report: unknown;
    await act(async () => {
      void orders.recover().then((done) => {
        report = done;
      });
    });
    await rest();
    await unmount();
    const { sets } = watch;
    close(true);
    await rest();
    expect(report).toMatchObject({ orders: [{ orderId: ORDER, status: 'granted' }] });
    expect(watch.sets).toBe(sets);
  });
});

// React 18 has no <Activity>.
describe.skipIf(!('Activity' in React))('a component that <Activity> hides during a payment', () => {
  async function hiddenWhilePaying() {
    const device = lab();
    const { show } = app(device);
    const turn = (mode: 'visible' | 'hidden') =>
      show(
        <React.Activity mode={mode}>
          <Shop />
        </React.Activity>,
      );
    await turn('visible');
    await act(async () => void buying.purchase(SKU));
    await rest();
    await turn('hidden');
    const end = async () => {
      device.bridge.sheet.purchased(ORDER);
      await rest();
      device.bridge.sheet.success(ORDER);
      await rest();
    };
    return { ...device, turn, end };
  }
  const granted = { status: 'done', outcome: { status: 'granted', orderId: ORDER } };

  it('shows how the order ended in the meantime', async () => {
    const { turn, end } = await hiddenWhilePaying();
    await end();
    await turn('visible');
    expect(buying).toMatchObject(granted);
  });

  it('goes on showing a payment that is still running, and then its end', async () => {
    const { turn, end } = await hiddenWhilePaying();
    await turn('visible');
    expect(buying.status).toBe('paying');
    await end();
    expect(buying).toMatchObject(granted);
  });

  it('can buy again afterwards', async () => {
    const { bridge, turn, end } = await hiddenWhilePaying();
    await end();
    await turn('visible');
    await act(async () => void buying.purchase(SKU));
    await rest();
    expect(bridge.sheets).toHaveLength(2);
    expect(buying.status).toBe('paying');
    bridge.sheet.fail('USER_CANCELED');
    await rest();
    expect(buying).toMatchObject({ status: 'done', outcome: { status: 'canceled' } });
  });
});
