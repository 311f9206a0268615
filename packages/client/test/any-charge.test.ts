import { createIapClient, type PurchaseOutcome } from '@ait-iap/client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manualClock } from './support/manual-clock.js';
import { type ScriptedSheet, scriptedBridge, storageMethods } from './support/scripted-bridge.js';

const SKUS = ['gems', '__proto__'];
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const ANSWER_MS = 50;
/** A lock has to last as long as this. */
const LOCKED_FOR = 72 * HOUR - MINUTE;

/** How a sheet ends, and whether it takes money. */
type Ending =
  | { readonly says: 'success' | 'cancel' | 'nothing' | 'a word' }
  /** Paid or not, and the host says that it failed; a payment is listed within the lag of the list. */
  | { readonly says: 'NETWORK_ERROR' | 'INTERNAL_ERROR'; readonly paid: boolean; readonly lag: number }
  /** Paid, and the order turns up after a while or never. */
  | {
      readonly says: 'TOSS_SERVER_VERIFICATION_FAILED' | 'APP_MARKET_VERIFICATION_FAILED';
      readonly lag: number | undefined;
    };

type Step =
  | { readonly do: 'tap'; readonly sku: string; readonly grants: boolean }
  | { readonly do: 'end'; readonly ending: Ending }
  /** A sheet that has told of an error, and took nothing, tells of a payment. */
  | { readonly do: 'pay late'; readonly lag: number }
  | { readonly do: 'restart' }
  | { readonly do: 'recover' }
  | { readonly do: 'wait'; readonly ms: number };

interface Charge {
  readonly sku: string;
  readonly orderId: string;
  readonly at: number;
  readonly listedAt: number;
  granted: boolean;
  closed: boolean;
}

const lag = fc.constantFrom(0, 2 * SECOND, 8 * SECOND);
const ending: fc.Arbitrary<Ending> = fc.oneof(
  fc.record({
    says: fc.constantFrom('success' as const, 'cancel' as const, 'nothing' as const, 'a word' as const),
  }),
  fc.record({
    says: fc.constantFrom('NETWORK_ERROR' as const, 'INTERNAL_ERROR' as const),
    paid: fc.boolean(),
    lag,
  }),
  fc.record({
    says: fc.constantFrom(
      'TOSS_SERVER_VERIFICATION_FAILED' as const,
      'APP_MARKET_VERIFICATION_FAILED' as const,
    ),
    lag: fc.constantFrom(5 * SECOND, 20 * MINUTE, 30 * HOUR, undefined),
  }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('tap' as const),
      sku: fc.constantFrom(...SKUS),
      grants: fc.constantFrom(true, true, false),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('end' as const), ending }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pay late' as const), lag }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('restart' as const, 'recover' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(SECOND, 11 * SECOND, 4 * MINUTE, 12 * MINUTE, 20 * HOUR),
    }),
  },
);

/** A Toss app that keeps what was charged apart from what it lists. */
async function play(steps: readonly Step[]) {
  const clock = manualClock();
  const store = new Map<string, string>();
  const charges: Charge[] = [];
  const broken: string[] = [];
  let orders = 0;
  const korean = (at: number) => new Date(at + 9 * HOUR).toISOString().slice(0, 19);
  const pay = (sheet: ScriptedSheet, lagMs: number | undefined) => {
    const now = clock.now();
    const { sku } = sheet.options as { sku: string };
    // A payment that came after the sheet was opened could not stop it.
    const { [bridge.sheets.indexOf(sheet)]: openedAt = 0 } = openings;
    const unseen = charges.find(
      (one) => one.sku === sku && !one.granted && one.at < openedAt && now - one.at < LOCKED_FOR,
    );
    if (unseen) broken.push(`paid again while ${unseen.orderId} of ${sku} was not granted`);
    const charge: Charge = {
      sku,
      orderId: `order-${++orders}`,
      at: now,
      listedAt: lagMs === undefined ? Number.POSITIVE_INFINITY : now + lagMs,
      granted: false,
      closed: false,
    };
    charges.push(charge);
    return charge;
  };
  const methods = {
    ...storageMethods(store),
    getPendingOrders: () => ({
      orders: charges
        .filter(({ listedAt, closed }) => listedAt <= clock.now() && !closed)
        .map(({ orderId, sku, at }) => ({ orderId, sku, paymentCompletedDate: korean(at) })),
    }),
    getCompletedOrRefundedOrders: () => ({
      hasNext: false,
      orders: charges
        .filter(({ closed }) => closed)
        .map(({ orderId, sku, at }) => ({ orderId, sku, status: 'COMPLETED', date: korean(at) })),
    }),
    completeProductGrant: ({ params }: { params: { orderId: string } }) => {
      const charge = charges.find(({ orderId }) => orderId === params.orderId);
      if (!charge || charge.closed) return false;
      if (!charge.granted) broken.push(`closed and not granted: ${charge.orderId}`);
      charge.closed = true;
      return true;
    },
  };
  // Every answer takes its time.
  const slow = Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      async (...args: never[]) => {
        await clock.sleep(ANSWER_MS);
        return (method as (...args: never[]) => unknown)(...args);
      },
    ]),
  );
  let openings: number[] = [];
  const connect = () => {
    openings = [];
    const made = scriptedBridge(slow);
    const { listen } = made;
    return Object.assign(made, {
      listen: (...args: Parameters<typeof listen>) => {
        openings.push(clock.now());
        return listen(...args);
      },
    });
  };
  let bridge = connect();
  let iap = createIapClient({ bridge, clock });
  let ended = new Set<ScriptedSheet>();
  let unpaid: ScriptedSheet[] = [];
  let taps: { outcome?: PurchaseOutcome }[] = [];
  const restart = () => {
    bridge = connect();
    iap = createIapClient({ bridge, clock });
    ended = new Set();
    unpaid = [];
    taps = [];
  };
  const grant = async ({ orderId }: { orderId: string }) => {
    const charge = charges.find((one) => one.orderId === orderId);
    if (!charge) broken.push(`granted without an order: ${orderId}`);
    else charge.granted = true;
    return true;
  };
  const sell = async (sheet: ScriptedSheet, lagMs: number) => {
    const charge = pay(sheet, lagMs);
    sheet.purchased(charge.orderId);
    await clock.advance(10 * ANSWER_MS);
    if (charge.granted) charge.closed = true;
    if (charge.granted) sheet.success(charge.orderId);
    else sheet.fail('PRODUCT_NOT_GRANTED_BY_PARTNER');
  };
  const end = async (how: Ending) => {
    const sheet = bridge.sheets.find((one) => one.open && !ended.has(one));
    if (!sheet) return;
    // One that fell silent may speak later.
    if (how.says !== 'nothing' && how.says !== 'a word') ended.add(sheet);
    if (how.says === 'cancel' || ('paid' in how && !how.paid)) unpaid.push(sheet);
    if (how.says === 'cancel') sheet.fail('USER_CANCELED');
    else if (how.says === 'a word') sheet.event({ type: 'closed' });
    else if (how.says === 'success') {
      await sell(sheet, 0);
    } else if (how.says !== 'nothing') {
      if (!('paid' in how) || how.paid) pay(sheet, 'lag' in how ? how.lag : undefined);
      sheet.fail(how.says);
    }
  };
  for (const one of steps) {
    if (one.do === 'tap') {
      const tap: (typeof taps)[number] = {};
      taps.push(tap);
      void iap.purchase(one.sku, { grant: one.grants ? grant : () => false }).then((outcome) => {
        tap.outcome = outcome;
      });
    } else if (one.do === 'end') await end(one.ending);
    else if (one.do === 'pay late') {
      const sheet = unpaid.shift();
      if (sheet) await sell(sheet, one.lag);
    } else if (one.do === 'restart') restart();
    else if (one.do === 'recover') void iap.recover({ grant }).catch(() => {});
    else await clock.advance(one.ms);
    await clock.advance(10 * ANSWER_MS);
  }
  await clock.advance(15 * MINUTE);
  const open = taps.filter(({ outcome }) => outcome === undefined).length;

  // Days later nothing is locked any more.
  await clock.advance(96 * HOUR);
  restart();
  void iap.recover({ grant });
  await clock.advance(15 * SECOND);
  for (const sku of SKUS) void iap.purchase(sku, { grant });
  await clock.advance(15 * SECOND);
  return { broken, open, sold: bridge.sheets.length };
}

describe('whatever a sheet says, and whenever its order is listed', () => {
  it('nobody pays again for a product that was charged and not granted, and every tap has an outcome', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 16, size: 'max' }), async (steps) => {
        expect(await play(steps)).toEqual({ broken: [], open: 0, sold: SKUS.length });
      }),
      { numRuns: Number(process.env.AIT_IAP_STORIES ?? 300) },
    );
  });
});
