import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OpenCalls } from './open-calls.js';

type Step = 'call' | 'listen' | 'stop' | 'resolve' | 'reject' | 'purchased' | 'success' | 'error' | 'lost';

const step = fc.record({
  id: fc.constantFrom('1', '2', '3/with/slashes'),
  what: fc.constantFrom<Step>(
    ...(['call', 'listen', 'stop', 'resolve', 'reject', 'purchased', 'success', 'error', 'lost'] as const),
  ),
});

/** A simple model of the same: a list of the topics that still wait. */
function expectedOf(steps: readonly { id: string; what: Step }[]): string[][] {
  let waiting: string[] = [];
  const answered: string[][] = [];
  const without = (topic: string) => waiting.filter((known) => known !== topic);
  for (const { id, what } of steps) {
    const [call, purchase] = [`m/reject/${id}`, `p/onError/${id}`];
    if (what === 'call') waiting = [...without(call), call];
    if (what === 'listen') waiting = [...without(purchase), purchase];
    if (what === 'resolve' || what === 'reject') waiting = without(call);
    if (what === 'stop' || what === 'success' || what === 'error') waiting = without(purchase);
    if (what === 'lost') {
      answered.push(waiting.toSorted());
      waiting = [];
    }
  }
  return answered;
}

test('whatever the order of calls, answers and losses, each open call is answered once and no other is', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const calls = new OpenCalls();
      const answered: string[][] = [];
      for (const { id, what } of steps) {
        if (what === 'call') calls.sent({ type: 'method', functionName: 'm', eventId: id });
        if (what === 'listen') calls.sent({ type: 'addEventListener', functionName: 'p', eventId: id });
        if (what === 'stop') calls.sent({ type: 'removeEventListener', functionName: 'p', eventId: id });
        if (what === 'resolve' || what === 'reject') calls.answered(`m/${what}/${id}`, null);
        if (what === 'purchased' || what === 'success') calls.answered(`p/onEvent/${id}`, { type: what });
        if (what === 'error') calls.answered(`p/onError/${id}`, {});
        if (what === 'lost') answered.push(calls.takeErrorTopics().toSorted());
      }
      expect(answered).toEqual(expectedOf(steps));
    }),
  );
});

test('a message that is not of the bridge is not waited for', () => {
  const calls = new OpenCalls();
  for (const message of [null, 'text', 7, [], {}, { type: 'method', functionName: 'm' }]) calls.sent(message);
  expect(calls.takeErrorTopics()).toEqual([]);
});
