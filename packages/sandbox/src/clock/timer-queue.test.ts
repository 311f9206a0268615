import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimerQueue } from './timer-queue.js';

describe('a timer queue', () => {
  it('runs the timers that were not cancelled in the order of their time, and equal times in the order of planning', () => {
    const plans = fc.array(fc.record({ at: fc.integer({ min: 0, max: 9 }), cancelled: fc.boolean() }), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(plans, (timers) => {
        const queue = new TimerQueue();
        const ran: number[] = [];
        const planned = timers.map(({ at }, index) => queue.add(at, () => ran.push(index)));
        for (const [index, { cancelled }] of timers.entries()) {
          const timer = planned[index];
          if (cancelled && timer !== undefined) queue.cancel(timer);
        }
        for (let action = queue.take(); action !== undefined; action = queue.take()) action();
        const expected = timers.flatMap((timer, index) => (timer.cancelled ? [] : [{ ...timer, index }]));
        expected.sort((a, b) => a.at - b.at || a.index - b.index);
        expect(ran).toEqual(expected.map(({ index }) => index));
      }),
    );
  });

  it('can cancel a timer twice, and a timer that has already run', () => {
    const queue = new TimerQueue();
    const first = queue.add(1, () => {});
    queue.take();
    queue.cancel(first);
    const second = queue.add(2, () => {});
    queue.cancel(second);
    queue.cancel(second);
    expect(queue.peek()).toBeUndefined();
  });
});
