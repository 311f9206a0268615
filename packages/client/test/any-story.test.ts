import { createIapClient, type GrantCallback, type IapClient, type PurchaseOutcome } from '@ait-iap/client';
import { createSandbox, type FaultSpec, type HostOptions } from '@ait-iap/sandbox';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countingBridge } from './support/counting-bridge.js';

/** How many order sheets a page listens to after their outcome (docs/recovery.md). */
const SHEETS_HEARD = 10;
const SKUS = ['ait.sandbox.consumable-1', 'ait.sandbox.consumable-2', 'ait.sandbox.non-consumable'];

type GrantKind = 'yes' | 'no' | 'throw' | 'hang' | 'slow' | 'too late';

type Step =
  | { readonly do: 'tap'; readonly sku: string; readonly grant: GrantKind; readonly abort: boolean }
  | { readonly do: 'abort' | 'restart' | 'recover' | 'nothing' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'fault'; readonly fault: FaultSpec };

const grantKind = fc.constantFrom<GrantKind>('yes', 'no', 'throw', 'hang', 'slow', 'too late');
const fault: fc.Arbitrary<FaultSpec> = fc.oneof(
  fc.constantFrom<FaultSpec>(
    { name: 'purchased-twice' },
    { name: 'paid-after-error' },
    { name: 'paid-after-error', code: 'NETWORK_ERROR', delay: 4_000 },
    { name: 'paid-after-error', code: 'TOSS_SERVER_VERIFICATION_FAILED', delay: 20_000 },
    { name: 'grant-answer-lost' },
    { name: 'grant-answer-late' },
    { name: 'grant-answer-twice' },
    { name: 'killed-after-payment' },
    { name: 'killed-after-grant' },
    { name: 'pending-list-late', delay: 4_000 },
    { name: 'bridge-throttled' },
    { name: 'bridge-throttled', function: 'completeProductGrant' },
    { name: 'bridge-no-answer', function: 'getPendingOrders' },
    { name: 'bridge-no-answer', function: 'processProductGrant' },
    { name: 'purchase-unknown-error', code: 'SOMETHING_NEW' },
  ),
  fc
    .constantFrom('NETWORK_ERROR', 'INTERNAL_ERROR', 'USER_CANCELED', 'PRODUCT_NOT_GRANTED_BY_PARTNER')
    .map((code): FaultSpec => ({ name: 'purchase-error', code })),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('tap' as const),
      sku: fc.constantFrom(...SKUS),
      grant: grantKind,
      abort: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(0, 500, 3_000, 12_000, 40_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('abort' as const, 'restart' as const, 'recover' as const) }),
  },
  { weight: 2, arbitrary: fault.map((one): Step => ({ do: 'fault', fault: one })) },
);
const story = fc.record({
  appVersion: fc.constantFrom('5.300.0', '5.300.0', '5.234.0', '5.231.1', '5.225.0'),
  platform: fc.constantFrom<'android' | 'ios'>('android', 'ios'),
  steps: fc.array(step, { minLength: 1, maxLength: 14 }),
});

/** The partner's ledger: a grant is idempotent, as `createFulfillment` makes it. */
function ledger(sleep: (ms: number) => Promise<void>, onGranted: (orderId: string) => void) {
  const granted = new Set<string>();
  const commit = (orderId: string) => {
    if (!granted.has(orderId)) onGranted(orderId);
    granted.add(orderId);
    return true;
  };
  const callbacks: Record<GrantKind, GrantCallback> = {
    yes: async ({ orderId }) => commit(orderId),
    no: async () => false,
    throw: async () => {
      throw new Error('down');
    },
    hang: () => new Promise(() => {}),
    slow: async ({ orderId }) => {
      await sleep(5_000);
      return commit(orderId);
    },
    'too late': async ({ orderId }) => {
      await sleep(28_000);
      return commit(orderId);
    },
  };
  return { granted, callbacks };
}

/** Plays a story to its end, recovers what is left, and tells what happened. */
async function play({ steps, ...device }: { steps: readonly Step[] } & Partial<HostOptions>) {
  const sandbox = createSandbox();
  const { clock, world } = sandbox;
  const events: { type: string; orderId: string; sku: string }[] = [];
  const note = (type: string, orderId: string) => {
    events.push({ type, orderId, sku: world.store.order(orderId)?.sku ?? '' });
  };
  const { granted, callbacks } = ledger(
    (ms) => clock.sleep(ms),
    (orderId) => note('granted by the partner', orderId),
  );
  world.subscribe((event) => 'orderId' in event && note(event.type, event.orderId));
  const rest = async () => {
    await sandbox.idle();
    await new Promise((resolve) => setImmediate(resolve));
  };

  let host = sandbox.bridge({ userKey: 'user', environment: 'toss', ...device });
  let counted = countingBridge(host);
  let iap: IapClient = createIapClient({ bridge: counted.bridge, clock });
  /** The purchases of the app that runs now; a killed app is asked nothing any more. */
  let alive: { outcome?: PurchaseOutcome; settled: number; controller: AbortController }[] = [];
  const outcomes: PurchaseOutcome[] = [];
  const restart = () => {
    host.close();
    host = sandbox.bridge({ userKey: 'user', environment: 'toss', ...device });
    counted = countingBridge(host);
    iap = createIapClient({ bridge: counted.bridge, clock });
    alive = [];
  };

  /** A killed app answers nothing; the user opens it again. */
  const noticeDeath = () => host.call('getStorageItem', ['any']).then(() => {}, restart);
  const wait = async (ms: number) => {
    await rest();
    await clock.advance(ms);
    await rest();
    await noticeDeath();
  };

  for (const one of steps) {
    if (one.do === 'tap') {
      const purchase: (typeof alive)[number] = { settled: 0, controller: new AbortController() };
      alive.push(purchase);
      void iap
        .purchase(one.sku, { grant: callbacks[one.grant], signal: purchase.controller.signal })
        .then((outcome) => {
          purchase.settled++;
          purchase.outcome = outcome;
          outcomes.push(outcome);
        });
      if (one.abort) purchase.controller.abort();
    } else if (one.do === 'abort') alive.at(-1)?.controller.abort();
    else if (one.do === 'restart') restart();
    else if (one.do === 'recover') void iap.recover({ grant: callbacks.yes }).catch(() => {});
    else if (one.do === 'wait') await wait(one.ms);
    else if (one.do === 'fault') sandbox.faults.arm(one.fault);
    await rest();
    await noticeDeath();
  }
  for (const { id } of sandbox.faults.list()) sandbox.faults.disarm(id);
  for (let minute = 0; minute < 4; minute++) await wait(60_000);
  const unsettled = alive.filter(({ settled }) => settled !== 1).length;
  const { listeners } = counted.counts;

  // The next morning: a new start, nothing goes wrong, and the app recovers.
  restart();
  const recovering = iap.recover({ grant: callbacks.yes });
  for (let second = 0; second < 30; second++) await wait(1_000);
  await recovering;
  const hasPendingList = iap.isSupported('getPendingOrders');
  const canClose = iap.isSupported('completeProductGrant');
  return {
    hasPendingList,
    canClose,
    orders: world.store.orders({ userKey: 'user', limit: 100 }),
    events,
    granted,
    outcomes,
    unsettled,
    listeners,
  };
}

describe('with any events in any order', () => {
  it('every paid order is granted and acknowledged exactly once, nobody pays twice, and nothing stays open', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const { hasPendingList, canClose, orders, events, granted, outcomes, unsettled, listeners } =
          await play(told);
        expect(unsettled, 'purchases without exactly one outcome').toBe(0);
        // The last sheets without an order are still listened to: they may tell of a payment late.
        expect(listeners, 'listeners that stayed').toBeLessThanOrEqual(SHEETS_HEARD);

        for (const order of orders) {
          const acknowledged = events.filter(
            ({ type, orderId }) => type === 'OrderGranted' && orderId === order.orderId,
          );
          if (order.paidAt === undefined) {
            expect(granted.has(order.orderId), 'granted and never paid').toBe(false);
            continue;
          }
          // An old app that died before it told the order id knows nothing of it, and has no list: the backend's
          // reconciliation is what finds such an order.
          if (hasPendingList) {
            expect(granted.has(order.orderId), `lost: ${JSON.stringify(order)}`).toBe(true);
            if (canClose) expect(acknowledged).toHaveLength(1);
          }
          expect(acknowledged.length).toBeLessThanOrEqual(1);
        }

        for (const outcome of outcomes) {
          if (outcome.status === 'granted') expect(granted.has(outcome.orderId)).toBe(true);
          if (outcome.status !== 'canceled' && outcome.status !== 'failed') continue;
          expect(outcome.error.charged === 'yes' && outcome.status === 'canceled').toBe(false);
        }

        // A second payment for a product while an earlier one was paid and not yet granted.
        const ungranted = new Map<string, string>();
        // Its sheet was opened when nobody knew of the other payment: it came after an error.
        const openedBefore = new Set<string>();
        for (const { type, orderId, sku } of events) {
          if (type === 'OrderOpened' && !ungranted.has(sku)) openedBefore.add(orderId);
          if (type === 'OrderPaid') {
            if (!openedBefore.has(orderId))
              expect(ungranted.get(sku), `paid twice for ${sku}`).toBeUndefined();
            ungranted.set(sku, orderId);
          } else if (type === 'granted by the partner') ungranted.delete(sku);
        }
      }),
      { numRuns: 150 },
    );
  });
});
