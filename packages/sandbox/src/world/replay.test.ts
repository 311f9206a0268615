import { describe, expect, it } from 'vitest';
import { bundleFacts } from '../../test/support/bundles.js';
import { buy, grant } from '../../test/support/buy.js';
import { releaseBundle } from '../../test/support/release-bundle.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { memoryStore } from './memory-store.js';
import { rebuildWorld } from './rebuild-world.js';

/** A few months in which a bit of everything happens. */
async function live(sandbox: Sandbox): Promise<void> {
  const bridge = sandbox.bridge({ userKey: 'user-1' });
  const other = sandbox.bridge({ userKey: 'user-2', platform: 'ios' });
  const orderId = await buy(bridge, 'ait.sandbox.consumable-1').purchased;
  await grant(bridge, orderId, true);
  await buy(other, 'ait.sandbox.non-consumable').purchased;
  sandbox.faults.arm({ name: 'purchased-twice', probability: 0.5, times: 'always' });
  await buy(bridge, 'ait.sandbox.subscription-monthly', { offerId: 'free-week' }).purchased;
  sandbox.faults.arm({
    ...{ name: 'purchase-error', code: 'TOSS_SERVER_VERIFICATION_FAILED' },
    ...{ recordedAfter: 5000, times: 2 },
  });
  await buy(other, 'ait.sandbox.consumable-2').ended;
  await sandbox.clock.advance('40 days');
  await buy(other, 'ait.sandbox.consumable-2').ended;
  sandbox.console.requestRefund(orderId, 'NOT_USED');
  sandbox.console.rejectRefund(orderId, 'PARTNER', '사용했어요');
  sandbox.console.setPaymentMethod('user-1', 'declined');
  await other.call('setStorageItem', ['key', '값']);
  await sandbox.clock.advance('30 days');
  sandbox.console.account.signContract('CHIEF_ADMINISTRATOR');
  sandbox.console.account.submitKyc();
  sandbox.refund(orderId);
  await releaseBundle(sandbox, '1.0.0');
  sandbox.console.versions.upload(bundleFacts({ deploymentId: 'too-large', unpackedBytes: 200_000_000 }));
  sandbox.faults.arm({ name: 'paid-after-error', delay: 86_400_000 });
  const gone = sandbox.bridge({ userKey: 'user-4' });
  await buy(gone, 'ait.sandbox.consumable-2').ended;
  gone.close();
}

const KINDS = [
  'world',
  'product',
  'fault',
  'fault-effect',
  'late-payment',
  'storage',
  'clock',
  'payment-method',
  'subscribed',
  'partner-account',
  'release',
  'release-live',
  'mail',
];

function state({ world: { store } }: Pick<Sandbox, 'world'>) {
  return {
    orders: store.orders({ limit: 100 }),
    records: KINDS.map((kind) => [kind, store.records(kind)]),
    due: store.nextDue(),
    users: store.users(undefined, 100),
    pending: store.users(undefined, 100).map((user) => store.pendingOrders(user)),
    settled: store.users(undefined, 100).map((user) => store.finishedOrders(user, undefined, 100)),
  };
}

describe('a world', () => {
  it('follows from its log: rebuilt from it, every row is the same', async () => {
    const sandbox = createSandbox();
    await live(sandbox);
    const store = memoryStore();
    rebuildWorld(sandbox.events(), store);
    expect(state({ world: { ...sandbox.world, store } })).toEqual(state(sandbox));
    expect(store.order(sandbox.orders().at(-1)?.orderId ?? '')).toBeDefined();
  });

  it('is the same for the same seed and steps, ids included, and another for another seed', async () => {
    const logs = [];
    for (const seed of ['one', 'one', 'two']) {
      const sandbox = createSandbox({ seed });
      await live(sandbox);
      logs.push([...sandbox.export()].join('\n'));
    }
    expect(logs[0]).toBe(logs[1]);
    expect(logs[0]).not.toBe(logs[2]);
  });

  it('continues after an export and import as if nothing had happened', async () => {
    const sandbox = createSandbox();
    await live(sandbox);
    const copy = createSandbox({ seed: 'ignored' });
    copy.import([...sandbox.export()]);
    expect(copy.dump()).toBe(sandbox.dump());
    for (const one of [sandbox, copy]) await one.clock.advance('60 days');
    expect(state(copy)).toEqual(state(sandbox));
    const ids = await Promise.all(
      [sandbox, copy].map(
        (one) => buy(one.bridge({ userKey: 'user-3' }), 'ait.sandbox.consumable-1').purchased,
      ),
    );
    expect(ids[0]).toBe(ids[1]);
  });

  it('starts again in the same way after a reset', async () => {
    const sandbox = createSandbox();
    await live(sandbox);
    const first = [...sandbox.export()];
    sandbox.reset();
    await live(sandbox);
    expect([...sandbox.export()]).toEqual(first);
  });

  it('keeps its own seed and settings when a process with other settings resets it', () => {
    const store = memoryStore();
    createSandbox({ store, seed: 'first', settings: { appName: 'my-app' } });
    const later = createSandbox({ store, seed: 'second' });
    later.console.changeSettings({ appName: 'changed' });
    later.reset();
    expect([later.seed, later.world.settings().appName]).toEqual(['first', 'my-app']);
  });

  it.each([
    ['no lines', []],
    ['no header', ['{"seq":1,"at":1,"type":"OrderPaid"}']],
    ['another version', ['{"format":"ait-iap-sandbox-world","version":2,"events":0}']],
    ['a missing line', ['{"format":"ait-iap-sandbox-world","version":1,"events":1}']],
    ['no JSON', ['{"format":"ait-iap-sandbox-world","version":1,"events":1}', '{']],
    ['a gap', ['{"format":"ait-iap-sandbox-world","version":1,"events":1}', '{"seq":2,"at":1,"type":"X"}']],
  ])('is not replaced by a file with %s', (_, lines) => {
    const sandbox = createSandbox();
    const before = [...sandbox.export()];
    expect(() => sandbox.import(lines)).toThrow(expect.objectContaining({ code: 'INVALID_EXPORT' }));
    expect([...sandbox.export()]).toEqual(before);
  });

  it('shares nothing with another world in the same process', async () => {
    const [one, two] = [createSandbox(), createSandbox()];
    await live(one);
    expect(two.world.store.orderCount()).toBe(0);
    expect(two.clock.now()).not.toBe(one.clock.now());
  });
});

describe('a due of an unknown kind', () => {
  it('is dropped, and does not block others', async () => {
    const sandbox = createSandbox();
    const at = sandbox.clock.now();
    sandbox.world.record({ type: 'RecordChanged', kind: 'future', id: 'x', value: 1, due: at + 1000 });
    const orderId = await buy(sandbox.bridge({ userKey: 'user-1' }), 'ait.sandbox.consumable-1').purchased;
    await sandbox.clock.advance('1 min');
    expect(sandbox.order(orderId)?.grantWindow).toBe('missed');
    expect([sandbox.world.store.nextDue(), sandbox.world.store.record('future', 'x')]).toEqual([
      undefined,
      1,
    ]);
  });
});

describe('a restart on the same store', () => {
  it('closes the grant windows and renews the subscriptions that it finds', async () => {
    const store = memoryStore();
    const before = createSandbox({ store });
    const orderId = await buy(before.bridge({ userKey: 'user-1' }), 'ait.sandbox.consumable-1').purchased;
    await before.clock.advance('10 s');
    const after = createSandbox({ store });
    expect(after.clock.now()).toBe(before.clock.now());
    await after.clock.advance('20 s');
    expect(store.order(orderId)?.grantWindow).toBe('missed');
  });
});
