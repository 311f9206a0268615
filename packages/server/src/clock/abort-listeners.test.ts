import { describe, expect, it } from 'vitest';
import { onAbort, quietController } from './abort-listeners.js';

describe.each([
  ['an AbortController of the runtime', () => new AbortController()],
  ['a quiet controller', quietController],
])('a listener for the abort of %s', (_, make) => {
  it('is called once, after the signal has its reason', () => {
    const controller = make();
    const heard: unknown[] = [];
    onAbort(controller.signal, () => heard.push(controller.signal.reason));
    onAbort(controller.signal, () => heard.push('the second one'));
    controller.abort('enough');
    controller.abort('again');
    expect(heard).toEqual(['enough', 'the second one']);
  });

  it('is not called after it was removed, also by another listener', () => {
    const controller = make();
    const heard: string[] = [];
    onAbort(controller.signal, () => heard.push('kept'))();
    onAbort(controller.signal, () => letGo());
    const letGo = onAbort(controller.signal, () => heard.push('removed late'));
    controller.abort('enough');
    expect(heard).toEqual([]);
  });

  it('is never called if it is added after the abort', () => {
    const controller = make();
    controller.abort('enough');
    onAbort(controller.signal, () => expect.unreachable());
    controller.abort('again');
  });

  it('does not hide the event from other listeners', () => {
    const controller = make();
    const heard: unknown[] = [];
    controller.signal.addEventListener('abort', () => heard.push(controller.signal.reason));
    controller.abort('enough');
    expect(heard).toEqual(['enough']);
    expect(AbortSignal.any([controller.signal]).reason).toBe('enough');
  });
});
