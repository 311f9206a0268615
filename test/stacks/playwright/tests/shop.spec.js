import { expect, test } from '@ait-iap/sandbox/playwright';

// The same user buys the same product in each of them, at the same time.
for (const number of [1, 2, 3, 4]) {
  test(`a purchase is granted once, in its own world (${number})`, async ({ page, sandbox }) => {
    await page.goto('/');
    await page.getByRole('button', { name: '구매하기' }).click();
    await expect(page.locator('#result')).toHaveText('granted');
    const [order, ...others] = await sandbox.orders({ userKey: 'user-1' });
    expect(order?.state).toBe('PURCHASED');
    expect(others).toEqual([]);
    expect(await sandbox.charges()).toHaveLength(1);
  });
}

test('a fault strikes in the world of this test only', async ({ page, sandbox }) => {
  await sandbox.arm({ name: 'purchase-error', code: 'NETWORK_ERROR' });
  await page.goto('/');
  await page.getByRole('button', { name: '구매하기' }).click();
  await expect(page.locator('#result')).toHaveText('failed');
  expect(await sandbox.charges()).toEqual([]);
});

test('what was bought before, refunds and time are driven without a page', async ({ sandbox }) => {
  const orderId = await sandbox.purchase({ userKey: 'user-1', sku: 'ait.sandbox.consumable-1' });
  await sandbox.refund(orderId);
  await sandbox.advance('40 days');
  const [order] = await sandbox.orders();
  expect(order?.state).toBe('REFUNDED');
});
