import type { Order } from '../api/order.js';

/** Writes the purchase as a Vitest test: the same user, product, phone and result, in its own world. */
export function asTest(order: Order): string {
  const { userKey, sku, store } = order;
  const platform = store === 'APP_STORE' ? 'ios' : 'android';
  return `import { createIapClient } from '@ait-iap/client';
import { createSandbox } from '@ait-iap/sandbox';
import { expect, test } from 'vitest';

test(${JSON.stringify(`${userKey} buys ${sku}`)}, async () => {
  const sandbox = createSandbox();
${faultLine(order)}  const bridge = sandbox.bridge({ userKey: ${JSON.stringify(userKey)}, platform: '${platform}', payment: '${order.reason === 'USER_CANCELED' ? 'cancel' : 'approve'}' });
  const iap = createIapClient({ bridge });

  await iap.purchase(${JSON.stringify(sku)}, { grant: async () => ${grantOf(order)} });
  await sandbox.idle();

  const [order] = sandbox.orders({ userKey: ${JSON.stringify(userKey)} });
${endLines(order)}  sandbox.close();
});
`;
}

function grantOf({ grantWindow }: Order): string {
  return grantWindow === 'refused' ? 'false' : 'true';
}

/** The code that ended the purchase before the payment or before it was recorded. */
function faultLine({ state, reason, recorded }: Order): string {
  const isCoded = (state === 'FAILED' && reason !== 'USER_CANCELED') || recorded === false;
  if (!isCoded && reason !== 'PAYMENT_PENDING') return '';
  return `  sandbox.faults.arm({ name: 'purchase-error', code: ${JSON.stringify(reason)} });\n`;
}

function endLines({ state, refundedAt, refund }: Order): string {
  if (refundedAt === undefined) return `  expect(order?.state).toBe('${state}');\n`;
  const reason = refund === undefined ? '' : `, '${refund.reason}'`;
  return `  sandbox.refund(String(order?.orderId)${reason});
  expect(sandbox.order(String(order?.orderId))?.state).toBe('REFUNDED');
`;
}
