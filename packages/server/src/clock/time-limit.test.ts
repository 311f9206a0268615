import { expect, it } from 'vitest';
import { startTimeLimit } from './time-limit.js';

it('is over by the clock, even if its timer has not fired because the process was busy', () => {
  let now = 0;
  const clock = { now: () => now, sleep: () => new Promise<void>(() => undefined) };
  const reason = new Error('too late');
  const limit = startTimeLimit({ clock, milliseconds: 1_000, reason: () => reason });
  now = 999;
  limit.check();
  now = 1_000;
  expect(() => limit.check()).toThrow(reason);
  expect(limit.signal.aborted).toBe(true);
});
