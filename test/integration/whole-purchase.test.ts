import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { happen } from './whole-purchase/happen.js';
import { brokenPromises } from './whole-purchase/promises.js';
import type { Sabotage } from './whole-purchase/sabotage.js';
import { settleTown } from './whole-purchase/settle-town.js';
import { type Step, stories } from './whole-purchase/story.js';
import type { Tap } from './whole-purchase/tap.js';
import { Town } from './whole-purchase/town.js';

/** The drop-in functions take no clock: the one of the device is the one of the town. */
const device = vi.hoisted(() => ({ clock: undefined as undefined | Town['sandbox']['clock'] }));
vi.mock('../../packages/client/src/clock/system-clock.js', () => ({
  systemClock: {
    now: () => device.clock?.now(),
    sleep: (milliseconds: number, signal?: AbortSignal) => device.clock?.sleep(milliseconds, signal),
  },
}));

/** Another seed tells other stories: `AIT_IAP_SEED=7 AIT_IAP_STORIES=1000 npx vitest …` goes further than every day. */
const SEED = Number(process.env.AIT_IAP_SEED ?? 20_260_101);
const STORIES = Number(process.env.AIT_IAP_STORIES ?? 100);

/** On a slow machine fewer stories are told rather than the suite held up. Shrinking a failure may take longer. */
const TELLING_LIMIT_MS = process.env.AIT_IAP_STORIES === undefined ? 15_000 : 3_600_000;

/** Lives a story to its end and reads the sheet of promises. */
async function live(story: readonly Step[], sabotage: Sabotage = {}): Promise<string[]> {
  return (await remember(story, sabotage)).broken;
}

/** The same, and what was charged in it. */
async function remember(story: readonly Step[], sabotage: Sabotage = {}) {
  const town = await Town.build(sabotage);
  device.clock = town.sandbox.clock;
  try {
    for (const step of story) await happen(town, step);
    await settleTown(town);
    return { broken: brokenPromises(town), charges: town.sandbox.charges() };
  } finally {
    device.clock = undefined;
    await town.close();
  }
}

test(
  'no purchase is lost, none is granted twice and no user pays twice, whatever breaks',
  async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        expect(await live(story)).toEqual([]);
      }),
      { seed: SEED, numRuns: STORIES, interruptAfterTimeLimit: TELLING_LIMIT_MS },
    );
  },
  TELLING_LIMIT_MS + 60_000,
);

const tap = {
  step: 'tap',
  phone: 0,
  sku: 'ait.sandbox.consumable-1',
  through: 'client',
  decision: 'approve',
} as const;
const pass = { step: 'pass', time: 31_000 } as const;

/** A payment that Toss has not recorded, and the same product again in a new page of the same phone. */
function boughtAgain(code: string, through: Tap['through'], seconds: number): Step[] {
  return [
    { step: 'fault', spec: { name: 'purchase-error', code }, times: 1 },
    { ...tap, through },
    { step: 'pass', time: seconds * 1_000 },
    { step: 'start', phone: 0, appVersion: '5.300.0', recovers: false },
    { ...tap, through },
    pass,
  ];
}

describe('a payment that no list shows', () => {
  test.each(
    ['TOSS_SERVER_VERIFICATION_FAILED', 'APP_MARKET_VERIFICATION_FAILED'].flatMap((code) =>
      (['client', 'drop-in'] as const).flatMap((through) =>
        [5, 600, 86_400].map((seconds) => [code, through, seconds] as const),
      ),
    ),
  )(
    'is charged once: %s, the same product through %s in a new page %i s later',
    async (code, through, seconds) => {
      const { broken, charges } = await remember(boughtAgain(code, through, seconds));
      expect(broken).toEqual([]);
      expect(charges).toHaveLength(1);
    },
  );
});

describe('the sheet of promises convicts', () => {
  test.each<[string, Sabotage, Step[], RegExp]>([
    [
      'a backend that treats every order as paid',
      { creditsEveryOrder: true },
      [{ ...tap, decision: 'cancel' }, pass, { step: 'steal', nth: 0 }],
      /^never paid: order 1/,
    ],
    [
      'a page that confirms an order that its backend has not granted',
      { alwaysConfirms: true },
      [{ step: 'network', kind: 'down', times: 8 }, tap, pass],
      /got granted, but the ledger does not hold it/,
    ],
    [
      'a page that forgets the order of its killed purchase',
      { forgetsOrders: true },
      [
        { step: 'fault', spec: { name: 'killed-after-payment' }, times: 1 },
        tap,
        { step: 'start', phone: 0, appVersion: '5.300.0', recovers: false },
        tap,
        pass,
      ],
      /tap 2 opened a sheet while order 1 of tap 1 was PAYMENT_COMPLETED and charged/,
    ],
    [
      'a page that forgets a charge that no list shows',
      { forgetsOrders: true },
      boughtAgain('TOSS_SERVER_VERIFICATION_FAILED', 'client', 600),
      /tap 2 opened a sheet while order 1 of tap 1 was FAILED and charged/,
    ],
    [
      'a shop that never looks for refunds',
      { neverReconciles: true },
      [tap, pass, { step: 'refund', nth: 0 }],
      /^refunded: order 1/,
    ],
  ])('%s', async (_, sabotage, story, verdict) => {
    expect(await live(story)).toEqual([]);
    expect(await live(story, sabotage)).toContainEqual(expect.stringMatching(verdict));
  });
});
