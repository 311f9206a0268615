// @vitest-environment happy-dom

import { act, type ReactNode, StrictMode, version } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserChannels } from '../../test/support/browser-channels.js';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import {
  IapProvider,
  type PendingOrdersState,
  type ProductLockState,
  type PurchaseHandle,
  usePendingOrders,
  useProductLock,
  usePurchase,
} from '../react.js';

/** Lets the client, the host and React all come to rest. */
const rest = () =>
  act(async () => {
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  });

const { Channel, channels } = browserChannels();
const mounted: { unmount(): void }[] = [];

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('BroadcastChannel', Channel);
});

afterEach(async () => {
  for (const root of mounted.splice(0)) await act(async () => root.unmount());
  expect(channels.size).toBe(0);
  vi.unstubAllGlobals();
});

/** What a page hears when it is shown: for the first time, or as it was left. */
const pageShown = (persisted: boolean) => Object.assign(new Event('pageshow'), { persisted });

/** A shop on a device, and what its hooks say. */
async function shop(device = lab()) {
  const now = {} as { buying: PurchaseHandle; orders: PendingOrdersState; lock: ProductLockState };
  function Shop(): ReactNode {
    now.buying = usePurchase();
    now.orders = usePendingOrders();
    now.lock = useProductLock(SKU);
    return null;
  }
  const root = createRoot(document.createElement('div'));
  mounted.push(root);
  await act(async () =>
    root.render(
      <StrictMode>
        <IapProvider client={device.iap} grant={async () => true}>
          <Shop />
        </IapProvider>
      </StrictMode>,
    ),
  );
  await rest();
  return { ...device, now };
}

describe(`the hooks of React ${version.split('.')[0]}`, () => {
  it('read the lists again when another page of the mini-app has bought something', async () => {
    const { now, pending } = await shop();
    expect(now.orders.items).toEqual([]);
    pending.set(ORDER, SKU);
    const elsewhere = new Channel('ait-iap.orders-changed');
    await act(async () => elsewhere.postMessage());
    elsewhere.close();
    await rest();
    expect(now.orders.items).toMatchObject([{ orderId: ORDER }]);
  });

  it('read the lists again when their page comes back from the back/forward cache, where no news arrives', async () => {
    const { now, pending } = await shop();
    pending.set(ORDER, SKU);
    await act(async () => void dispatchEvent(pageShown(false)));
    await rest();
    expect(now.orders.items).toEqual([]);
    await act(async () => void dispatchEvent(pageShown(true)));
    await rest();
    expect(now.orders.items).toMatchObject([{ orderId: ORDER }]);
  });

  it('tell the other pages when a purchase has ended', async () => {
    const { now, bridge } = await shop();
    const heard = vi.fn();
    const elsewhere = new Channel('ait-iap.orders-changed');
    elsewhere.onmessage = heard;
    await act(async () => void now.buying.purchase(SKU));
    await rest();
    expect(heard).not.toHaveBeenCalled();
    bridge.sheet.fail('USER_CANCELED');
    await rest();
    expect(heard).toHaveBeenCalledOnce();
    elsewhere.close();
  });

  it('show that a silent sheet was paid after all, and read the lists again', async () => {
    const { now, bridge, clock } = await shop();
    await act(async () => void now.buying.purchase(SKU));
    await rest();
    await act(async () => clock.advance(300_000));
    await rest();
    expect(now.buying.outcome).toMatchObject({ status: 'failed', error: { code: 'ORDER_UNRESOLVED' } });
    expect(now.lock.lock).toMatchObject({ reason: 'end-unknown' });
    bridge.sheet.purchased(ORDER);
    await rest();
    bridge.sheet.success(ORDER);
    await rest();
    expect(now.buying.outcome).toMatchObject({ status: 'granted', orderId: ORDER });
    expect(now.lock.lock).toBeUndefined();
  });

  it('keep showing a later purchase when an earlier silent one ends', async () => {
    const { now, bridge, clock } = await shop();
    await act(async () => void now.buying.purchase(SKU));
    await rest();
    const silent = bridge.sheet;
    await act(async () => clock.advance(300_000));
    await rest();
    await act(async () => void now.buying.purchase('another'));
    await rest();
    silent.fail('USER_CANCELED');
    await rest();
    expect(now.buying).toMatchObject({ status: 'paying', outcome: undefined });
    bridge.sheet.fail('NETWORK_ERROR');
    await rest();
    expect(now.buying.outcome).toMatchObject({ sku: 'another', status: 'failed' });
  });
});
