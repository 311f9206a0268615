import { describe, expect, it, vi } from 'vitest';
import { settled } from '../../test/support/manual-clock.js';
import { unlessAborted } from './unless-aborted.js';

/** A signal of an old WebView: it has neither `reason` nor `throwIfAborted`. */
function oldController() {
  const controller = new AbortController();
  Object.defineProperties(controller.signal, {
    reason: { value: undefined },
    throwIfAborted: { value: undefined },
  });
  return controller;
}

const never = () => new Promise<never>(() => {});

describe('waiting unless aborted', () => {
  it('gives the answer and leaves no listener on the signal', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    expect(await unlessAborted(async () => 'answer', signal)).toBe('answer');
    await expect(unlessAborted(() => Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
    expect(added).toHaveBeenCalledTimes(2);
    expect(removed.mock.calls).toEqual(added.mock.calls);
  });

  it('rejects with the reason at once, even if the answer never comes', async () => {
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const waiting = unlessAborted(never, controller.signal);
    controller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
    expect(removed).toHaveBeenCalledOnce();
  });

  it('rejects with an AbortError when the WebView is too old to keep a reason', async () => {
    const controller = oldController();
    const waiting = unlessAborted(never, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await expect(unlessAborted(never, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('starts nothing after an abort', async () => {
    const controller = new AbortController();
    controller.abort('enough');
    const start = vi.fn(never);
    await expect(unlessAborted(start, controller.signal)).rejects.toBe('enough');
    expect(start).not.toHaveBeenCalled();
  });

  it('lets the abort win when it comes at the same moment as the answer', async () => {
    const controller = new AbortController();
    let answer = (_: string) => {};
    const work = new Promise<string>((resolve) => {
      answer = resolve;
    });
    const waiting = unlessAborted(() => work, controller.signal);
    answer('answer');
    controller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
  });

  it('ignores a failure that comes after the caller has given up', async () => {
    const controller = new AbortController();
    let fail = (_: Error) => {};
    const work = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const waiting = unlessAborted(() => work, controller.signal);
    controller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
    // An unhandled rejection would fail the run.
    fail(new Error('late'));
    await settled();
  });
});
