import * as client from '@ait-iap/client';
import * as sandboxPackage from '@ait-iap/sandbox';
import { createSandbox, type Sandbox } from '@ait-iap/sandbox';
import { afterEach, expect, test } from 'vitest';
import { asTest } from '../../packages/console/src/timeline/as-test.js';

const SKU = 'ait.sandbox.consumable-1';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

/** Runs what the console has put on the clipboard: the tests that it declares, with the modules that it imports. */
async function run(code: string): Promise<number> {
  const body = code.replaceAll(/^import \{ (.+) \} from '(.+)';$/gm, (_, names, from) => {
    return `const { ${names} } = modules['${from}'];`;
  });
  const declared: (() => Promise<void>)[] = [];
  const modules = {
    '@ait-iap/client': client,
    '@ait-iap/sandbox': sandboxPackage,
    vitest: { expect, test: (_name: string, work: () => Promise<void>) => declared.push(work) },
  };
  new Function('modules', body)(modules);
  for (const work of declared) await work();
  return declared.length;
}

/** What happened in the sandbox of the console, and the order that its row shows. */
const STORIES: Readonly<Record<string, (host: sandboxPackage.Host) => Promise<unknown>>> = {
  'was granted': (host) => buy(host, async () => true),
  'could not be granted': (host) => buy(host, async () => false),
  'was refunded': async (host) => {
    await buy(host, async () => true);
    sandbox.refund(orderOf().orderId, 'PAID_TWICE');
  },
  'ended with an error': (host) => {
    sandbox.faults.arm({ name: 'purchase-error', code: 'NETWORK_ERROR' });
    return buy(host, async () => true);
  },
  'waits for an approval': (host) => {
    sandbox.faults.arm({ name: 'purchase-error', code: 'PAYMENT_PENDING' });
    return buy(host, async () => true);
  },
  'was paid and never recorded': (host) => {
    sandbox.faults.arm({ name: 'purchase-error', code: 'TOSS_SERVER_VERIFICATION_FAILED' });
    return buy(host, async () => true);
  },
};

const buy = (host: sandboxPackage.Host, grant: () => Promise<boolean>) =>
  client.createIapClient({ bridge: host }).purchase(SKU, { grant });

function orderOf() {
  const [order] = sandbox.orders();
  if (order === undefined) throw new Error('nothing was ordered');
  return order;
}

test.each(Object.keys(STORIES))('a purchase that %s, copied as a test, passes unchanged', async (name) => {
  sandbox = createSandbox();
  const host = sandbox.bridge({ userKey: "minji's-phone", platform: 'ios' });
  await STORIES[name]?.(host);
  const order = orderOf();
  expect(await run(asTest(order as never))).toBe(1);
});

test('a canceled purchase, copied as a test, passes unchanged', async () => {
  sandbox = createSandbox();
  await buy(sandbox.bridge({ userKey: 'minji', payment: 'cancel' }), async () => true);
  expect(await run(asTest(orderOf() as never))).toBe(1);
});
