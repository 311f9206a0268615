import { toOrderId } from '@ait-iap/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import { blankOrder } from '../ledger/lock-order.js';
import { DEFAULT_CHECK_PLAN } from './check-plan.js';
import { type Circumstances, decide, type Heard, type Todo } from './decide.js';
import { disagrees } from './plan-next-check.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const START = Date.UTC(2026, 0, 1);
const USER = 'user-1';
const orderId = toOrderId('13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0');
const WORDS = [
  'ORDER_IN_PROGRESS',
  'PAYMENT_COMPLETED',
  'PURCHASED',
  'FAILED',
  'REFUNDED',
  'NOT_FOUND',
  'MINIAPP_MISMATCH',
  'ERROR',
  'SOMETHING_NEW',
];

/** One answer: how many writes ago its question started, when it arrives, and how the action that it causes ends. */
const answer = fc.record({
  status: fc.constantFrom(...WORDS),
  writesAgo: fc.nat(3),
  afterMs: fc.oneof(fc.constant(0), fc.nat(2 * MINUTE), fc.nat(60 * DAY)),
  determinedAfterMs: fc.option(fc.nat(90 * DAY), { nil: undefined }),
  acting: fc.constantFrom<Circumstances['acting']>('yes', 'yes', 'yes', 'no', 'failed'),
  user: fc.constantFrom(USER, USER, USER, 'user-2', undefined),
  sku: fc.constantFrom('coins.100', 'coins.100', undefined),
  // The same answer delivered a second time.
  twice: fc.boolean(),
});

interface Step {
  readonly before: LedgerOrder;
  readonly order: LedgerOrder;
  readonly todo: Todo;
  readonly heard: Heard;
  readonly now: number;
}

/** Plays answers in this order and returns every step. */
function play(answers: readonly (typeof answer extends fc.Arbitrary<infer One> ? One : never)[]): Step[] {
  const steps: Step[] = [];
  let now = START;
  let order = blankOrder({ orderId, givenId: orderId }, now);
  for (const { status, writesAgo, afterMs, determinedAfterMs, acting, user, sku, twice } of answers) {
    now += afterMs;
    const heard: Heard = {
      status,
      sku,
      statusDeterminedAt: determinedAfterMs === undefined ? undefined : new Date(START + determinedAfterMs),
      userKey: user,
      givenId: orderId,
      revision: Math.max(0, order.revision - writesAgo),
    };
    for (let time = 0; time < (twice ? 2 : 1); time += 1) {
      const before = order;
      const decision = decide(before, heard, { now, plan: DEFAULT_CHECK_PLAN, external: false, acting });
      order = decision.order;
      steps.push({ before, ...decision, heard, now });
    }
  }
  return steps;
}

/** Whether a contradicting answer came twice before, and long enough ago. */
function wasHeardTwice({ paidAgainAt, paidAgainHeard }: LedgerOrder, now: number): boolean {
  return paidAgainAt !== undefined && paidAgainHeard === 2 && now - paidAgainAt.getTime() >= 5 * MINUTE;
}

const history = fc.array(answer, { minLength: 1, maxLength: 12 });
const always = (check: (step: Step) => void) =>
  fc.assert(
    fc.property(history, (answers) => {
      for (const step of play(answers)) check(step);
    }),
    { numRuns: 2_000 },
  );

describe('the decision about an order, for answers in any order', () => {
  it('plans a next check for every order whose status and delivery disagree', () => {
    always(({ order }) => {
      if (disagrees(order)) expect(order.nextCheckAt).toBeDefined();
    });
  });

  it('does not stop asking about a confirmed order before it is old', () => {
    always(({ order, now }) => {
      if (!order.confirmed || order.revision === 0 || now - order.firstSeenAt.getTime() >= 120 * DAY) return;
      expect(order.nextCheckAt).toBeDefined();
    });
  });

  it('grants only on a paid word, for a confirmed user and the product that the platform names', () => {
    always(({ todo, heard, order, before }) => {
      if (todo !== 'grant') return;
      expect(['PAYMENT_COMPLETED', 'PURCHASED']).toContain(heard.status);
      expect(['none', 'revoked']).toContain(before.delivery);
      expect(order).toMatchObject({ delivery: 'granted', payment: 'paid', claimed: true, sku: heard.sku });
      expect(order.revokedAt).toBeUndefined();
    });
  });

  it('revokes only on REFUNDED, and only what was granted', () => {
    always(({ todo, heard, order, before }) => {
      if (todo !== 'revoke') return;
      expect(heard.status).toBe('REFUNDED');
      expect(before.delivery).toBe('granted');
      expect(order).toMatchObject({ delivery: 'revoked', payment: 'refunded' });
    });
  });

  it('changes the delivery only by a grant and a revocation', () => {
    always(({ todo, order, before }) => {
      if (todo === 'nothing' || todo === 'ask_again') expect(order.delivery).toBe(before.delivery);
    });
  });

  it('keeps a paid order paid until the status REFUNDED', () => {
    always(({ order, before, heard }) => {
      if (before.payment === 'paid' && heard.status !== 'REFUNDED') expect(order.payment).toBe('paid');
    });
  });

  it('does not act on an overlapping contrary answer, unless the platform dates it later', () => {
    always(({ todo, heard, before }) => {
      if (heard.revision === before.revision || before.payment === undefined) return;
      const contrary = before.payment === 'paid' ? todo === 'revoke' : todo === 'grant';
      if (!contrary) return;
      expect(heard.statusDeterminedAt?.getTime()).toBeGreaterThan(
        before.paymentDeterminedAt?.getTime() ?? Infinity,
      );
    });
  });

  it('grants again after a refund only if the payment is dated later, or was answered three times with pauses', () => {
    always(({ todo, heard, before, now }) => {
      if (todo !== 'grant' || before.payment !== 'refunded') return;
      const { paymentDeterminedAt } = before;
      const later =
        heard.statusDeterminedAt !== undefined &&
        paymentDeterminedAt !== undefined &&
        heard.statusDeterminedAt > paymentDeterminedAt;
      expect(later || wasHeardTwice(before, now)).toBe(true);
    });
  });

  it('revokes for a refund that is dated before the payment only if it was answered three times with pauses', () => {
    always(({ todo, heard, before, now }) => {
      if (todo !== 'revoke' || before.payment !== 'paid') return;
      const { paymentDeterminedAt } = before;
      const older =
        heard.statusDeterminedAt !== undefined &&
        paymentDeterminedAt !== undefined &&
        heard.statusDeterminedAt < paymentDeterminedAt;
      expect(!older || wasHeardTwice(before, now)).toBe(true);
    });
  });

  it('does not trust contrary answers within five minutes, however wrong the clocks of two machines are', () => {
    const offMs = fc.oneof(
      fc.integer({ min: -4 * MINUTE, max: 4 * MINUTE }),
      fc.integer({ min: -60 * DAY, max: 60 * DAY }),
    );
    const answers = fc.array(fc.record({ machine: fc.nat(1), afterMs: fc.nat(MINUTE) }), { maxLength: 20 });
    fc.assert(
      fc.property(offMs, offMs, fc.boolean(), answers, (first, second, refunded, heardBy) => {
        const determinedAt = new Date(START);
        const say = (order: LedgerOrder, status: string, now: number) =>
          decide(
            order,
            {
              status,
              sku: 'coins.100',
              userKey: USER,
              givenId: orderId,
              statusDeterminedAt: determinedAt,
              revision: order.revision,
            },
            { now, plan: DEFAULT_CHECK_PLAN, external: false, acting: 'yes' },
          );
        let { order } = say(blankOrder({ orderId, givenId: orderId }, START), 'PURCHASED', START);
        if (refunded) order = say({ ...order, paymentDeterminedAt: undefined }, 'REFUNDED', START).order;
        // Dated later than what contradicts it.
        order = { ...order, paymentDeterminedAt: new Date(START + 1) };
        let truth = START;
        for (const { machine, afterMs } of heardBy) {
          truth += afterMs;
          if (truth - START >= 5 * MINUTE) return;
          const decision = say(
            order,
            refunded ? 'PURCHASED' : 'REFUNDED',
            truth + (machine === 0 ? first : second),
          );
          expect(decision.todo).toBe('nothing');
          ({ order } = decision);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('never gives an order that has an owner to another user', () => {
    always(({ order, before }) => {
      if (before.claimed) expect(order.userKey).toBe(before.userKey);
    });
  });

  it('reaches the right state from any past, once the platform keeps one answer and everything works', () => {
    fc.assert(
      fc.property(history, fc.constantFrom('PURCHASED', 'REFUNDED'), (answers, status) => {
        const steps = play(answers);
        let { order, now } = steps.at(-1) ?? {
          order: blankOrder({ orderId, givenId: orderId }, START),
          now: START,
        };
        const owner = order.claimed ? order.userKey : USER;
        for (let time = 0; time < 8; time += 1) {
          now += 2 * MINUTE;
          const heard = {
            status,
            sku: 'coins.100',
            userKey: owner,
            givenId: orderId,
            revision: order.revision,
          };
          const circumstances = { now, plan: DEFAULT_CHECK_PLAN, external: false, acting: 'yes' } as const;
          order = decide(order, heard, circumstances).order;
        }
        const handedOver = order.delivery === 'granted';
        expect(handedOver).toBe(status === 'PURCHASED');
        expect(disagrees(order)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
