import { expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/create-sandbox.js';

it('waits thirty seconds for the answer of a grant and not longer: the order stays pending', async () => {
  const sandbox = createSandbox();
  const errors: unknown[] = [];
  sandbox
    .bridge({ userKey: 'user-1', payment: 'approve' })
    .listen(
      'requestOneTimePurchase',
      { sku: 'ait.sandbox.consumable-1' },
      { onEvent: () => undefined, onError: (error) => errors.push(error) },
    );
  await sandbox.idle();
  const window = () => sandbox.orders()[0]?.grantWindow;
  await sandbox.clock.advance('29 s');
  expect(window()).toBe('open');
  await sandbox.clock.advance('2 s');
  await sandbox.idle();
  expect(window()).toBe('missed');
  expect(errors).toMatchObject([{ code: 'PRODUCT_NOT_GRANTED_BY_PARTNER' }]);
  expect(sandbox.orders()[0]).toMatchObject({ state: 'PAYMENT_COMPLETED' });
});
