import { createOrderId } from '@ait-iap/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failOf, hang, scriptedFetch, successOf } from '../../test/local-partner/scripted-fetch.js';
import { ANY_USER } from './any-user.js';
import { createPartnerClient } from './create-partner-client.js';
import { parallelMap } from './parallel-map.js';
import type { OrderQuestion, OrderStatusOutcome } from './partner-client.js';

const questions = (count: number): OrderQuestion[] =>
  Array.from({ length: count }, () => ({ orderId: createOrderId(), userKey: '443731104' }));

async function askedOrder(request: Request): Promise<string> {
  return ((await request.json()) as { orderId: string }).orderId;
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

const succeed = async (request: Request) => successOf(await askedOrder(request));

describe('asking about many orders', () => {
  test('gives one outcome for each question, together with its question', async () => {
    const { fetch } = scriptedFetch(succeed);
    const partner = createPartnerClient({ fetch, rateLimit: false });
    const asked = questions(50).map((question, index) => ({ ...question, row: index }));
    const outcomes = await collect(partner.getOrderStatuses(asked));
    expect(new Set(outcomes.map(({ question }) => question.row)).size).toBe(50);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ ok: true, result: { orderId: outcome.question.orderId } });
    }
  });

  test('one failure does not end the list', async () => {
    const asked = questions(3);
    const bad = asked[1]?.orderId;
    const { fetch } = scriptedFetch(async (request) => {
      const orderId = await askedOrder(request);
      return orderId === bad ? failOf('4001') : successOf(orderId);
    });
    const partner = createPartnerClient({ fetch });
    const malformed = { orderId: 'not an id', userKey: '1' };
    const outcomes = await collect(partner.getOrderStatuses([...asked, malformed]));
    const byId = new Map(outcomes.map((outcome) => [outcome.question.orderId, outcome]));
    expect(byId.get(bad as string)).toMatchObject({ ok: false, error: { code: 'RESULT_NOT_SUCCESS' } });
    expect(byId.get('not an id')).toMatchObject({ ok: false, error: { field: 'orderId' } });
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
  });

  test('equal questions that are still open are sent once, and each is answered', async () => {
    const { fetch, requests } = scriptedFetch(succeed);
    const partner = createPartnerClient({ fetch });
    const [one] = questions(1) as [OrderQuestion];
    const shouted = { ...one, orderId: one.orderId.toUpperCase() };
    const outcomes = await collect(partner.getOrderStatuses([one, one, shouted], { concurrency: 3 }));
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(requests).toHaveLength(1);
  });

  test('the same order of two users, or of any user, is three questions', async () => {
    const { fetch, requests } = scriptedFetch(succeed);
    const partner = createPartnerClient({ fetch });
    const [one] = questions(1) as [OrderQuestion];
    const asked: OrderQuestion[] = [one, { ...one, userKey: '2' }, { ...one, userKey: ANY_USER }];
    await collect(partner.getOrderStatuses(asked, { concurrency: 3 }));
    expect(requests).toHaveLength(3);
  });

  test('a question that comes again after its answer is asked again', async () => {
    const { fetch, requests } = scriptedFetch(succeed);
    const partner = createPartnerClient({ fetch });
    const [one] = questions(1) as [OrderQuestion];
    await collect(partner.getOrderStatuses([one, one], { concurrency: 1 }));
    expect(requests).toHaveLength(2);
  });

  test('a reader that stops early ends the running calls', async () => {
    const { fetch, requests } = scriptedFetch((request, index) => (index === 0 ? succeed(request) : hang()));
    const partner = createPartnerClient({ fetch });
    for await (const _ of partner.getOrderStatuses(questions(5), { concurrency: 3 })) break;
    await expect.poll(() => requests.slice(1).every(({ signal }) => signal.aborted)).toBe(true);
    expect(requests.length).toBeLessThanOrEqual(4);
  });

  test('an aborted signal ends an endless list: first failures of the running calls, then an error', async () => {
    async function* endless() {
      yield* questions(2);
      await new Promise(() => {});
    }
    const controller = new AbortController();
    const { fetch, requests } = scriptedFetch(() => hang());
    const partner = createPartnerClient({ fetch });
    const codes: unknown[] = [];
    const reading = (async () => {
      for await (const outcome of partner.getOrderStatuses(endless(), { signal: controller.signal })) {
        codes.push(!outcome.ok && (outcome.error as { code: string }).code);
      }
    })();
    await expect.poll(() => requests.length).toBe(2);
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toMatchObject({ code: 'ABORTED', cause: { message: 'enough' } });
    expect(codes).toEqual(['ABORTED', 'ABORTED']);
  });

  test('a signal that was already aborted sends nothing', async () => {
    const { fetch, requests } = scriptedFetch(succeed);
    const partner = createPartnerClient({ fetch });
    const reading = collect(partner.getOrderStatuses(questions(3), { signal: AbortSignal.abort('gone') }));
    await expect(reading).rejects.toMatchObject({ code: 'ABORTED', cause: 'gone' });
    expect(requests).toHaveLength(0);
  });

  test.each([undefined, null, 7, { orderId: 'x' }])('a list that is %j is refused', async (list) => {
    const partner = createPartnerClient({ fetch: scriptedFetch(succeed).fetch });
    const reading = collect(partner.getOrderStatuses(list as never));
    await expect(reading).rejects.toMatchObject({ code: 'INVALID_INPUT', field: 'questions' });
  });

  test.each([0, 1.5, 1_001, Number.NaN])('a concurrency of %d is refused', async (concurrency) => {
    const partner = createPartnerClient({ fetch: scriptedFetch(succeed).fetch });
    const reading = collect(partner.getOrderStatuses(questions(1), { concurrency }));
    await expect(reading).rejects.toMatchObject({ field: 'concurrency' });
  });
});

describe('mapping in parallel', () => {
  test('never has more running and unread items than its width', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 6 }),
        async (delays, width) => {
          let started = 0;
          let taken = 0;
          let most = 0;
          const turns = async (count: number) => {
            for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
          };
          const results: number[] = [];
          const mapped = parallelMap(delays.entries(), width, async ([index, delay]) => {
            started += 1;
            most = Math.max(most, started - taken);
            await turns(delay);
            return index;
          });
          for await (const index of mapped) {
            taken += 1;
            results.push(index);
            await turns(2);
          }
          expect(results.sort((a, b) => a - b)).toEqual([...delays.keys()]);
          // The one that is just handed over is the reader's.
          expect(most).toBeLessThanOrEqual(width + 1);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('reads an endless input no faster than its reader', async () => {
    let produced = 0;
    async function* endless() {
      for (;;) yield produced++;
    }
    const seen: number[] = [];
    for await (const item of parallelMap(endless(), 4, async (value) => value)) {
      seen.push(item);
      expect(produced - seen.length).toBeLessThanOrEqual(4);
      if (seen.length === 20) break;
    }
    expect(seen).toHaveLength(20);
  });

  test('an input that fails ends the output after the running items', async () => {
    async function* failing() {
      yield 1;
      yield 2;
      throw new Error('the database went away');
    }
    const seen: number[] = [];
    const reading = (async () => {
      for await (const item of parallelMap(failing(), 4, async (value) => value)) seen.push(item);
    })();
    await expect(reading).rejects.toThrow('the database went away');
    expect(seen).toEqual([1, 2]);
  });

  test('an input hears when its reader stops', async () => {
    let ended = false;
    function* input() {
      try {
        for (;;) yield 1;
      } finally {
        ended = true;
      }
    }
    for await (const _ of parallelMap(input(), 2, async (value) => value)) break;
    expect(ended).toBe(true);
  });
});

test('the type of an outcome says which of the two it is', () => {
  const read = (outcome: OrderStatusOutcome) => (outcome.ok ? outcome.result.status : String(outcome.error));
  const question = { orderId: createOrderId(), userKey: '1' };
  expect(read({ question, ok: false, error: 'x' })).toBe('x');
});
