import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { manualClock, settled } from '../../test/support/manual-clock.js';
import { receiptOf, scriptedBridge } from '../../test/support/scripted-bridge.js';
import { hostSession } from '../bridge/host-session.js';
import { followSheet } from './follow-sheet.js';
import type { PurchaseOutcome } from './outcome.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const LAST_WORD_LIMIT_MS = 30_000;

/** One step of a purchase: an event of the sheet, or the end of a request. */
type Happening =
  | 'purchased'
  | 'success'
  | 'success without receipt'
  | 'unknown word'
  | 'cancel'
  | 'network error'
  | 'not granted by partner'
  | 'grant: yes'
  | 'grant: no'
  | 'answer: through'
  | 'answer: lost'
  | 'close: yes'
  | 'close: no'
  | 'time passes';

const HAPPENINGS: readonly Happening[] = [
  'purchased',
  'success',
  'success without receipt',
  'unknown word',
  'cancel',
  'network error',
  'not granted by partner',
  'grant: yes',
  'grant: no',
  'answer: through',
  'answer: lost',
  'close: yes',
  'close: no',
  'time passes',
];

/** A request without an answer yet. */
function questions<T>() {
  const open: ((answer: Promise<T>) => void)[] = [];
  return {
    asked: 0,
    ask(): Promise<T> {
      this.asked++;
      return new Promise((resolve) => open.push(resolve));
    },
    /** Answers the oldest request, if there is one. */
    answer(answer: () => Promise<T>) {
      const resolve = open.shift();
      if (resolve) resolve(answer());
    },
  };
}

/** Plays the steps in order. After that nothing is answered, and time passes until there is an outcome. */
async function play(story: readonly Happening[]) {
  const clock = manualClock();
  const grants = questions<boolean>();
  const answers = questions<unknown>();
  const closings = questions<boolean>();
  const told: unknown[] = [];
  const bridge = scriptedBridge({
    processProductGrant: (answer) => {
      told.push(answer);
      return answers.ask();
    },
    completeProductGrant: () => closings.ask(),
  });
  const record = {
    orderId: () => undefined,
    paid: async () => {},
    ended: async () => {},
  };
  const order = {
    feature: 'createOneTimePurchaseOrder',
    sku: 'sku',
    grant: () => grants.ask(),
  } as const;
  const outcomes: PurchaseOutcome[] = [];
  followSheet(hostSession(bridge, clock), order, record).then((outcome) => outcomes.push(outcome));
  const { sheet } = bridge;
  const happen: Record<Happening, () => unknown> = {
    purchased: () => sheet.purchased(ORDER),
    success: () => sheet.success(ORDER),
    'success without receipt': () => sheet.event({ type: 'success', data: { orderId: ORDER } }),
    'unknown word': () => sheet.event({ type: 'tomorrow' }),
    cancel: () => sheet.fail('USER_CANCELED'),
    'network error': () => sheet.fail('NETWORK_ERROR'),
    'not granted by partner': () => sheet.fail('PRODUCT_NOT_GRANTED_BY_PARTNER'),
    'grant: yes': () => grants.answer(async () => true),
    'grant: no': () => grants.answer(async () => false),
    'answer: through': () => answers.answer(async () => undefined),
    'answer: lost': () => answers.answer(() => Promise.reject(new Error('lost'))),
    'close: yes': () => closings.answer(async () => true),
    'close: no': () => closings.answer(async () => false),
    'time passes': () => clock.advance(LAST_WORD_LIMIT_MS),
  };
  for (const happening of story) {
    await happen[happening]();
    await settled();
  }
  const early = outcomes[0];
  await clock.advance(400_000);
  return {
    /** The outcome of the steps themselves. None if something is still waiting. */
    early,
    outcome: outcomes[0],
    told,
    grants: grants.asked,
    closings: closings.asked,
    sleepers: clock.sleepers,
  };
}

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

describe('a purchase', () => {
  it('ends granted with the receipt when the host takes the yes', async () => {
    const { early } = await play(['purchased', 'grant: yes', 'answer: through', 'success']);
    expect(early).toEqual({
      status: 'granted',
      sku: 'sku',
      orderId: ORDER,
      recovered: false,
      receipt: receiptOf(ORDER),
    });
  });

  it('ends canceled only for a cancellation before anybody paid', async () => {
    expect((await play(['cancel'])).early).toMatchObject({ status: 'canceled' });
    expect((await play(['network error'])).early).toMatchObject({ status: 'failed' });
    const paid = await play(['purchased', 'grant: no', 'answer: through', 'cancel', 'grant: no']);
    expect(paid.early).toMatchObject({ status: 'pending' });
  });

  it('runs the grant once when the purchased event comes twice', async () => {
    const story = [
      'purchased',
      'purchased',
      'grant: yes',
      'purchased',
      'answer: through',
      'success',
    ] as const;
    const { grants, told } = await play(story);
    expect(grants).toBe(1);
    expect(told).toEqual([{ orderId: ORDER, isProductGranted: true }]);
  });

  it('does not report a success that follows a refused grant', async () => {
    const { early } = await play(['purchased', 'grant: no', 'answer: through', 'success', 'grant: no']);
    expect(early).toMatchObject({
      status: 'pending',
      orderId: ORDER,
      error: { code: 'PRODUCT_NOT_GRANTED_BY_PARTNER', charged: 'yes' },
    });
  });

  it('closes the order by its id when the grant was made after the host had given up waiting', async () => {
    const { told, closings } = await play(['purchased', 'not granted by partner', 'grant: yes']);
    expect(closings).toBeGreaterThan(0);
    expect(told).toEqual([]);
  });

  it('asks for the grant once more after PRODUCT_NOT_GRANTED_BY_PARTNER, before it reports the error', async () => {
    const story = ['purchased', 'grant: no', 'answer: through', 'not granted by partner'] as const;
    expect((await play(story)).grants).toBe(2);
    expect((await play([...story, 'grant: yes', 'close: yes'])).early).toMatchObject({ status: 'granted' });
    expect((await play([...story, 'grant: no'])).early).toMatchObject({ status: 'pending' });
  });

  it('asks for the grant once more when the host does not answer a no', async () => {
    const { early, grants } = await play([
      'purchased',
      'grant: no',
      'answer: through',
      'time passes',
      'grant: no',
    ]);
    expect(grants).toBe(2);
    expect(early).toMatchObject({ status: 'pending' });
  });

  it('leaves a granted order pending when the host neither takes the answer nor closes the order', async () => {
    const { early } = await play(['purchased', 'grant: yes', 'answer: lost', 'close: no']);
    expect(early).toMatchObject({ status: 'pending', error: { charged: 'yes' } });
  });

  it('ends granted without a receipt when the host took the yes and never spoke again', async () => {
    const { early } = await play(['purchased', 'grant: yes', 'answer: through', 'time passes']);
    expect(early).toMatchObject({ status: 'granted', receipt: undefined });
  });

  it('ends granted when the success event comes while the order is being closed by its id', async () => {
    const story = ['purchased', 'grant: yes', 'answer: lost', 'success', 'close: no'] as const;
    expect((await play(story)).early).toMatchObject({ status: 'granted' });
  });

  it('runs the grant for a success without a purchased event, as in the legacy path, and sends no answer', async () => {
    const { early, told } = await play(['success', 'grant: yes']);
    expect(early).toMatchObject({ status: 'granted' });
    expect(told).toEqual([]);
    expect((await play(['success', 'grant: no', 'grant: no'])).early).toMatchObject({ status: 'pending' });
  });
});

describe('a purchase with any events in any order', () => {
  const anyStory = fc.array(fc.constantFrom(...HAPPENINGS), { maxLength: 14 });

  it('has an outcome, answers the host at most once, and asks for the grant twice at most', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async (story) => {
        const { outcome, told, grants, sleepers } = await play(story);
        expect(outcome).toBeDefined();
        expect(told.length).toBeLessThanOrEqual(1);
        expect(grants).toBeLessThanOrEqual(2);
        expect(sleepers).toBe(0);
      }),
    );
  });

  it('never ends granted, says yes or closes the order without a yes of the callback', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async (story) => {
        const { outcome, told, closings } = await play(
          story.filter((happening) => happening !== 'grant: yes'),
        );
        expect(outcome?.status).not.toBe('granted');
        expect(told).not.toContainEqual({ orderId: ORDER, isProductGranted: true });
        expect(closings).toBe(0);
      }),
    );
  });

  it('never calls a paid order canceled or failed', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async (story) => {
        const { outcome } = await play(['purchased', ...story]);
        expect(['granted', 'pending']).toContain(outcome?.status);
      }),
    );
  });
});
