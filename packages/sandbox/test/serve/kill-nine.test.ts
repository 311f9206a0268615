import { afterAll, describe, expect, test } from 'vitest';
import { startSandbox } from './child-sandbox.js';
import { openPage } from './page-of-node.js';
import { temporaryFolder } from './served.js';

const SKU = 'ait.sandbox.consumable-1';
const folder = temporaryFolder();
afterAll(() => folder.remove());

/** What the page was told of an order; the world may know more, but never less. */
type Told = 'paid' | 'granted';

/** Buys without a pause and notes what it was told, until the sandbox has gone. */
function keepBuying(pageUrl: string, userKey: string, told: Map<string, Told>): Promise<void> {
  const page = openPage(pageUrl, { userKey, payment: 'approve' });
  return new Promise((gone) => {
    const next = () =>
      page.buy(SKU, (news) => {
        if ('error' in news) return gone();
        const orderId = String(news.event.data.orderId);
        if (news.event.type === 'success') return next();
        told.set(orderId, 'paid');
        // Every third order is left ungranted: a page that was reloaded.
        if (told.size % 3 === 0) return next();
        page.call('processProductGrant', { orderId, isProductGranted: true }).then(
          () => told.set(orderId, 'granted'),
          () => {},
        );
      });
    next();
  });
}

async function ordersOf(pageUrl: string): Promise<Map<string, string>> {
  const orders = new Map<string, string>();
  for (let before = ''; ; ) {
    const answer = await fetch(`${pageUrl}/api/orders?limit=1000${before}`).then((response) =>
      response.json(),
    );
    for (const order of answer.orders) orders.set(order.orderId, order.state);
    if (answer.before === undefined) return orders;
    before = `&before=${answer.before}`;
  }
}

describe('a sandbox that is killed with SIGKILL in the middle of purchases', () => {
  const told = new Map<string, Told>();

  test.each([60, 150, 300])(
    'knows after its restart every order that a page had heard of, killed after %d ms',
    async (delay) => {
      const running = await startSandbox(folder.path);
      const users = ['user-1', 'user-2', 'user-3'];
      const before = told.size;
      const buying = Promise.all(users.map((userKey) => keepBuying(running.pageUrl, userKey, told)));
      // At least one order each, so that there is something to lose; then at a moment that nothing in here chooses.
      while (told.size < before + users.length) await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setTimeout(resolve, delay));
      running.child.kill('SIGKILL');
      expect((await running.ended).signal).toBe('SIGKILL');
      await buying;

      const again = await startSandbox(folder.path);
      const orders = await ordersOf(again.pageUrl);
      expect(told.size).toBeGreaterThan(before);
      for (const [orderId, word] of told) {
        expect(['PURCHASED', ...(word === 'paid' ? ['PAYMENT_COMPLETED'] : [])]).toContain(
          orders.get(orderId),
        );
      }
      // Nobody can pay any more on a sheet whose process has gone.
      expect([...orders.values()]).not.toContain('ORDER_IN_PROGRESS');
      again.child.kill('SIGTERM');
      expect((await again.ended).code).toBe(0);
    },
  );

  test('closes grant windows that were open when it was killed, and keeps those orders pending', async () => {
    const running = await startSandbox(folder.path);
    const page = openPage(running.pageUrl, { userKey: 'late', payment: 'approve' });
    const orderId = await new Promise<string>((resolve) =>
      page.buy(SKU, (news) => 'event' in news && resolve(String(news.event.data.orderId))),
    );
    running.child.kill('SIGKILL');
    await running.ended;
    const again = await startSandbox(folder.path);
    const order = () => fetch(`${again.pageUrl}/api/orders/${orderId}`).then((response) => response.json());
    expect(await order()).toMatchObject({ state: 'PAYMENT_COMPLETED', grantWindow: 'open' });
    await fetch(`${again.pageUrl}/api/clock/advance`, { method: 'POST', body: '{"by":"31 s"}' });
    expect(await order()).toMatchObject({ state: 'PAYMENT_COMPLETED', grantWindow: 'missed' });
    const back = openPage(again.pageUrl, { userKey: 'late', payment: 'approve' });
    expect(await back.call('getPendingOrders')).toMatchObject({ orders: [{ orderId }] });
    expect(await back.call('completeProductGrant', { orderId })).toBe(true);
    back.close();
    again.child.kill('SIGTERM');
    await again.ended;
  });

  test('takes a payment that was to come after an error, and keeps its order until then', async () => {
    const running = await startSandbox(folder.path);
    const send = (url: string, path: string, body: unknown) =>
      fetch(`${url}/api${path}`, { method: 'POST', body: JSON.stringify(body) });
    await send(running.pageUrl, '/faults', { name: 'paid-after-error', userKey: 'early', delay: 3_600_000 });
    const answer = await send(running.pageUrl, '/purchases', { userKey: 'early', sku: SKU });
    const { order, error } = await answer.json();
    expect(error).toMatchObject({ code: 'USER_CANCELED' });
    running.child.kill('SIGKILL');
    await running.ended;

    const again = await startSandbox(folder.path);
    const now = () =>
      fetch(`${again.pageUrl}/api/orders/${order.orderId}`).then((response) => response.json());
    expect(await now()).toMatchObject({ state: 'ORDER_IN_PROGRESS' });
    await send(again.pageUrl, '/clock/advance', { by: '1 h' });
    expect(await now()).toMatchObject({ state: 'PAYMENT_COMPLETED' });
    again.child.kill('SIGTERM');
    await again.ended;
  });

  test('cancels a sheet that was open when it was killed, and keeps a payment that waits for approval', async () => {
    const running = await startSandbox(folder.path);
    const send = (path: string, body: unknown) =>
      fetch(`${running.pageUrl}/api${path}`, { method: 'POST', body: JSON.stringify(body) });
    await send('/faults', { name: 'purchase-error', code: 'PAYMENT_PENDING', userKey: 'child' });
    await send('/purchases', { userKey: 'child', sku: SKU });
    const page = openPage(running.pageUrl, { userKey: 'reader', payment: 'ask' });
    page.buy(SKU, () => {});
    const inProgress = async (url: string) => {
      const answer = await fetch(`${url}/api/orders?state=ORDER_IN_PROGRESS`).then((response) =>
        response.json(),
      );
      return answer.orders.map(({ userKey }: { userKey: string }) => userKey);
    };
    await expect.poll(() => inProgress(running.pageUrl)).toEqual(['reader', 'child']);
    running.child.kill('SIGKILL');
    await running.ended;

    const again = await startSandbox(folder.path);
    expect(await inProgress(again.pageUrl)).toEqual(['child']);
    const { orders } = await fetch(`${again.pageUrl}/api/orders?limit=2`).then((response) => response.json());
    expect(orders).toMatchObject([
      { userKey: 'reader', state: 'FAILED', reason: 'USER_CANCELED' },
      { userKey: 'child' },
    ]);
    const approve = `${again.pageUrl}/api/orders/${orders[1].orderId}/payment-approval`;
    expect(await (await fetch(approve, { method: 'POST' })).json()).toMatchObject({
      state: 'PAYMENT_COMPLETED',
    });
    again.child.kill('SIGTERM');
    await again.ended;
  });
});
