import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/support/manual-clock.js';
import { inTime } from './in-time.js';

const never = () => new Promise<never>(() => undefined);

function limit(clock: ManualClock, signal?: AbortSignal) {
  return { clock, milliseconds: 1_000, signal, reason: () => new Error('too late') };
}

describe('waiting in time', () => {
  it('gives the answer, or the error of the work, and leaves no timer', async () => {
    const clock = new ManualClock();
    expect(await inTime(limit(clock), async () => 'answer')).toBe('answer');
    await expect(inTime(limit(clock), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(clock.sleeping).toBe(0);
  });

  it('ends at its time limit, and aborts the work', async () => {
    const clock = new ManualClock();
    let heard: AbortSignal | undefined;
    const waiting = inTime(limit(clock), ({ signal }) => {
      heard = signal;
      return never();
    });
    clock.advance(1_000);
    await expect(waiting).rejects.toThrow('too late');
    expect(heard?.aborted).toBe(true);
  });

  it('ends with the reason of the caller who gives up', async () => {
    const clock = new ManualClock();
    const caller = new AbortController();
    const waiting = inTime(limit(clock, caller.signal), never);
    caller.abort(new Error('closed the page'));
    await expect(waiting).rejects.toThrow('closed the page');
    expect(clock.sleeping).toBe(0);
  });
});
