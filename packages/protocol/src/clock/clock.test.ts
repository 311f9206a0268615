import { describe, expect, it } from 'vitest';
import type { AbortSignalLike, Clock } from './clock.js';

/** The part of the real class that this file needs; the package compiles without its type. */
declare const AbortController: new () => { readonly signal: AbortSignalLike; abort(reason?: unknown): void };

describe('AbortSignalLike', () => {
  it('is what a real AbortSignal offers', () => {
    const controller = new AbortController();
    const { signal } = controller;
    const heard: unknown[] = [];
    const listener = () => heard.push(signal.reason);
    signal.addEventListener('abort', listener);
    expect(signal.aborted).toBe(false);
    controller.abort('enough');
    expect(signal.aborted).toBe(true);
    expect(heard).toEqual(['enough']);
    signal.removeEventListener('abort', listener);
  });
});

describe('Clock', () => {
  it('can be held still', async () => {
    let present = 5;
    const clock: Clock = {
      now: () => present,
      sleep: async (milliseconds) => {
        present += milliseconds;
      },
    };
    await clock.sleep(10);
    expect(clock.now()).toBe(15);
  });
});
