import fc from 'fast-check';
import { isIapError } from '../../../packages/client/src/errors/iap-error.js';
import { lab, ORDER, OTHER_ORDER, SKU } from '../../../packages/client/test/support/lab.js';
import { receiptOf } from '../../../packages/client/test/support/scripted-bridge.js';
import { near, nearText } from '../hostile.js';
import { type FuzzTarget, target } from '../target.js';

const AT = 1_700_000_000_000;
/** A charge of before, as the storage of the device has it. */
const NOTE = { openedAt: AT - 60_000, hostSaid: 'charge', seen: [OTHER_ORDER] };

/** A sound answer of each function of the app. */
const SOUND: Readonly<Record<string, readonly unknown[]>> = {
  setStorageItem: [null],
  getServerTime: [AT],
  getPendingOrders: [{ orders: [] }, { orders: [{ orderId: OTHER_ORDER, sku: SKU }] }],
  getCompletedOrRefundedOrders: [
    {
      hasNext: true,
      nextKey: 'k',
      orders: [{ orderId: OTHER_ORDER, sku: SKU, status: 'COMPLETED', date: '' }],
    },
  ],
  processProductGrant: [null],
  completeProductGrant: [true],
  iapGetProductItemList: [{ products: [{ sku: SKU, displayName: '보석', displayAmount: '1,000원' }] }],
  getSubscriptionInfo: [{ subscription: { status: 'ACTIVE', expiresAt: '2026-01-01', isAccessible: true } }],
};
const EVENTS = [
  { type: 'purchased', data: { orderId: ORDER } },
  { type: 'success', data: receiptOf(ORDER) },
  { type: 'closed' },
];
const ERRORS = [{ code: 'USER_CANCELED' }, { code: 'APP_MARKET_VERIFICATION_FAILED', message: 'x' }];
const CONSTANTS = ['toss', 'android', '5.300.0'];

interface Answer {
  readonly how: 'resolves' | 'rejects' | 'hangs';
  readonly value: unknown;
}

const answer = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Answer> =>
  fc.record({
    how: fc.constantFrom('resolves', 'resolves', 'resolves', 'resolves', 'rejects', 'hangs'),
    value,
  });
const inTurn = (value: fc.Arbitrary<unknown>) => fc.array(answer(value), { minLength: 1, maxLength: 4 });

const answers = fc.record({
  ...Object.fromEntries(Object.entries(SOUND).map(([name, samples]) => [name, inTurn(near(samples))])),
  getStorageItem: inTurn(
    fc.oneof(fc.constant(null), nearText([{ [SKU]: NOTE }, { [SKU]: { ...NOTE, orderId: ORDER } }])),
  ),
});
const sheet = fc.array(
  fc.oneof(
    fc.record({ event: near(EVENTS) }),
    fc.record({ event: fc.constantFrom(...EVENTS) }),
    fc.record({ error: near(ERRORS) }),
  ),
  { maxLength: 4 },
);
const app = fc.record({
  answers,
  sheet,
  granted: answer(near([true, false, 'granted', { status: 200 }])),
  constants: fc.tuple(
    ...CONSTANTS.map((each) =>
      fc.oneof({ weight: 4, arbitrary: fc.constant(each) }, { weight: 1, arbitrary: near([each]) }),
    ),
  ),
});

async function given({ how, value }: Answer): Promise<unknown> {
  if (how === 'rejects') throw value;
  return how === 'hangs' ? new Promise(() => {}) : value;
}

interface App {
  readonly answers: Readonly<Record<string, readonly Answer[]>>;
  readonly sheet: readonly { readonly event?: unknown; readonly error?: unknown }[];
  readonly granted: Answer;
  readonly constants: readonly unknown[];
}

/** A recovery, a purchase and the next one in an app that answers anything: every promise settles, and typed. */
async function playThrough({ answers, sheet, granted, constants }: App): Promise<void> {
  const methods = Object.fromEntries(
    Object.entries(answers).map(([name, all]) => {
      let calls = 0;
      return [name, () => given(all[calls++ % all.length] as Answer)];
    }),
  );
  const [getOperationalEnvironment, getPlatformOS, getTossAppVersion] = constants;
  const { clock, bridge, iap } = lab(methods, {
    getOperationalEnvironment,
    getPlatformOS,
    getTossAppVersion,
  });
  const open: string[] = [];
  const foreign: unknown[] = [];
  const settles = (name: string, work: Promise<unknown>) => {
    open.push(name);
    const done = () => void open.splice(open.indexOf(name), 1);
    work.then(done, (error: unknown) => {
      if (!isIapError(error)) foreign.push(error);
      done();
    });
  };
  const assertSettled = () => {
    if (foreign.length > 0) throw foreign[0];
    if (open.length > 0) throw new Error(`These never settle: ${open.join(', ')}`);
  };
  const grant = () => given(granted) as Promise<boolean>;
  settles('products', iap.products());
  settles('pendingOrders', iap.pendingOrders());
  settles('ownedProducts', iap.ownedProducts());
  settles('subscriptionInfo', iap.subscriptionInfo(ORDER));
  settles('recover', iap.recover({ grant }));
  await clock.advance(60_000);
  settles('purchase', iap.purchase(SKU, { grant }));
  await clock.advance(30_000);
  for (const said of sheet) {
    const opened = bridge.sheets.at(-1);
    if ('event' in said) opened?.event(said.event);
    else opened?.error(said.error);
    await clock.advance(1_000);
  }
  await clock.advance(30 * 60_000);
  assertSettled();
  settles('the next purchase', iap.purchase(SKU, { grant }));
  settles('lockOf', iap.lockOf(SKU));
  await clock.advance(60 * 60_000);
  assertSettled();
}

export const clientFlowTarget: FuzzTarget = target({
  name: 'client: every answer of an app to a whole purchase',
  inputs: app as fc.Arbitrary<App>,
  async run(input) {
    const { warn } = console;
    // What it tells the developer would be told a million times.
    console.warn = () => undefined;
    await playThrough(input).finally(() => {
      console.warn = warn;
    });
  },
  share: 0.5,
});
