import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openConsolePlace } from './console-place.js';

let place: Awaited<ReturnType<typeof openConsolePlace>>;
beforeAll(async () => {
  place = await openConsolePlace();
});
beforeEach(() => place.sandbox.reset());
afterAll(() => place.close());

describe('the live timeline', () => {
  test('shows a purchase in every open tab, and its refund in a tab that did not request it', async () => {
    const one = await place.open('/');
    await one.getByText('아직 구매가 없어요').waitFor();
    const [beside, other] = [await place.open('/', { beside: one }), await place.open('/')];
    const { order } = await place.buy({ userKey: 'minji' });
    for (const tab of [one, beside, other]) {
      const row = tab.locator(`[data-order="${order.orderId}"]`);
      await row.getByText('지급 완료').waitFor();
      await expect.poll(() => row.locator('.track li[data-state="done"]').count()).toBe(6);
    }
    await one.getByRole('button', { name: `${order.orderId} 메뉴` }).click();
    await one.getByRole('menuitem', { name: '바로 환불하기' }).click();
    await one.getByText('환불이 완료됐어요').first().waitFor();
    await other.locator(`[data-order="${order.orderId}"]`).getByText('환불 완료').waitFor();
    expect(place.sandbox.order(order.orderId)?.state).toBe('REFUNDED');
    // Only the first tab of a browser listens: the next one goes on when it is closed.
    await one.close();
    const { order: next } = await place.buy({ userKey: 'jun' });
    await beside.locator(`[data-order="${next.orderId}"]`).getByText('지급 완료').waitFor();
  });

  test('keeps working in more tabs than a browser has connections', async () => {
    const first = await place.open('/');
    const tabs = [first];
    for (let number = 2; number <= 8; number++) tabs.push(await place.open('/', { beside: first }));
    const { order } = await place.buy({ userKey: 'minji' });
    for (const tab of tabs) await tab.locator(`[data-order="${order.orderId}"]`).waitFor();
  });

  test('undoes an action in every tab', async () => {
    const { order } = await place.buy({ userKey: 'minji' });
    const [one, other] = [await place.open('/'), await place.open('/payments')];
    await other.getByText('결제 완료').waitFor();
    await one.getByRole('button', { name: `${order.orderId} 메뉴` }).click();
    await one.getByRole('menuitem', { name: '바로 환불하기' }).click();
    await other.locator('tbody').getByText('환불 완료').waitFor();
    await one.getByRole('button', { name: '되돌리기' }).click();
    await other.locator('tbody').getByText('결제 완료').waitFor();
    expect(place.sandbox.order(order.orderId)?.state).toBe('PURCHASED');
  });

  test('marks the step that failed, and says why in a sentence', async () => {
    const tab = await place.open('/', { language: 'en-GB' });
    const { order } = await place.buy({ userKey: 'minji', grant: 'false' });
    const row = tab.locator(`[data-order="${order.orderId}"]`);
    await row.getByText('The mini-app did not answer true. The order stays pending.').waitFor();
    await expect
      .poll(() => row.locator('.track li[data-state="bad"] .track-name').textContent())
      .toBe('false');
  });

  test('buys by itself, and shows the call as curl', async () => {
    const tab = await place.open('/');
    await tab.getByRole('button', { name: '사기: curl로 보기' }).click();
    const curl = (await tab.locator('.popup pre').textContent()) ?? '';
    expect(curl).toContain(`-X POST '${place.served.pageUrl}/api/purchases'`);
    await tab.keyboard.press('Escape');
    await tab.getByRole('button', { name: '사기', exact: true }).click();
    await tab.locator('.purchase').getByText('지급 완료').waitFor();
    expect(place.sandbox.orders()).toMatchObject([{ userKey: 'user-1', state: 'PURCHASED' }]);
  });
});

describe('a link', () => {
  test('opens the same moment of an order again, with the explanation', async () => {
    const { order } = await place.buy({ userKey: 'minji', grant: 'none' });
    const tab = await place.open(`/orders/${order.orderId}`);
    await tab.getByText('결제됐고, 미니앱의 답을 기다리고 있어요.').waitFor();
    await tab.locator('.moments li', { hasText: '스토어가 결제를 받았어요' }).locator('.moment-time').click();
    await tab.waitForURL(/\?moment=/);
    const again = await place.open(new URL(tab.url()).pathname + new URL(tab.url()).search);
    const marked = again.locator('.moments li[aria-current="true"]');
    await expect.poll(() => marked.textContent()).toContain('스토어가 결제를 받았어요');
  });

  test('shows the timeline of a server beside the events of the sandbox', async () => {
    const { order } = await place.buy({ userKey: 'minji' });
    const tab = await place.open(`/orders/${order.orderId}`);
    await tab.getByRole('button', { name: '서버 타임라인 합치기' }).click();
    const timeline = [{ at: new Date(place.sandbox.clock.now()).toISOString(), kind: 'granted', detail: {} }];
    await tab.getByRole('textbox', { name: '서버 타임라인 합치기' }).fill(JSON.stringify(timeline));
    await tab.getByRole('button', { name: '함께 보기' }).click();
    await tab.locator('.moments').getByText('원장: granted').waitFor();
  });
});

describe('"where is my item?"', () => {
  test('answers for an order id inside a line of a log, for a user and for a time', async () => {
    const { order } = await place.buy({ userKey: 'minji', grant: 'false' });
    const tab = await place.open('/find');
    const field = tab.getByRole('searchbox');
    await field.fill(`ERROR grant failed orderId=${order.orderId}`);
    const verdict = tab.locator('[data-verdict="refused"]');
    await verdict.waitFor();
    await expect.poll(() => verdict.textContent()).toContain('돈은 나갔고 아이템은 지급되지 않았어요');
    await field.fill('minji');
    await verdict.waitFor();
    await field.fill(new Date(place.sandbox.clock.now() + 60_000).toISOString());
    await verdict.waitFor();
    await field.fill('nobody');
    await tab.getByText('조건에 맞는 것이 없어요').waitFor();
  });
});
