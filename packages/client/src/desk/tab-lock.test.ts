import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { manualClock, settled } from '../../test/support/manual-clock.js';
import { holdInThisTab, mayHaveUnseenTabs } from './tab-lock.js';

/** Web Locks as seen by two tabs of one origin: one holder at a time, the others wait until their time is up. */
function webLocks() {
  let held = false;
  const waiting: (() => void)[] = [];
  return {
    async request(_: string, { signal }: { signal: AbortSignal }, use: () => Promise<void>) {
      if (held) {
        await new Promise<void>((resolve, reject) => {
          waiting.push(resolve);
          signal.addEventListener('abort', () => {
            waiting.splice(waiting.indexOf(resolve), 1);
            reject(signal.reason);
          });
        });
      }
      held = true;
      await use();
      held = false;
      waiting.shift()?.();
    },
  };
}

afterEach(() => vi.unstubAllGlobals());

describe('one tab at a time', () => {
  it.each([
    ['throws', { locks: { request: () => Promise.reject(new DOMException('opaque', 'SecurityError')) } }],
    [
      'throws at once',
      {
        locks: {
          request() {
            throw new TypeError('Illegal invocation');
          },
        },
      },
    ],
    ['is missing', undefined],
  ])('holds nothing and blocks no sale in a page whose lock manager %s', async (_, navigator) => {
    vi.stubGlobal('document', {});
    vi.stubGlobal('navigator', navigator);
    expect(await holdInThisTab('name', manualClock())).toBeTypeOf('function');
  });

  it('is refused while another tab holds the name, and taken over from a page that is being left', async () => {
    vi.stubGlobal('document', {});
    vi.stubGlobal('navigator', { locks: webLocks() });
    const clock = manualClock();
    const first = await holdInThisTab('name', clock);
    const refused = holdInThisTab('name', clock);
    await clock.advance(1_000);
    expect(await refused).toBeUndefined();
    const handedOver = holdInThisTab('name', clock);
    await clock.advance(500);
    first?.();
    await settled();
    expect(await handedOver).toBeDefined();
    expect(clock.sleepers).toBe(0);
    expect(mayHaveUnseenTabs()).toBe(false);
  });

  it('is let go of by a page that is left and may be kept in the back/forward cache', async () => {
    const page = new EventTarget();
    vi.stubGlobal('document', {});
    vi.stubGlobal('navigator', { locks: webLocks() });
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    const clock = manualClock();
    const kept = await holdInThisTab('name', clock);
    page.dispatchEvent(new Event('pagehide'));
    await settled();
    const next = holdInThisTab('name', clock);
    await clock.advance(1_000);
    expect(await next).toBeDefined();
    // The page is shown again, and its purchase ends.
    kept?.();
    await settled();
    const third = holdInThisTab('name', clock);
    await clock.advance(1_000);
    expect(await third).toBeUndefined();
  });

  it('leaves no listener in the page when it is let go of', async () => {
    const page = new EventTarget();
    vi.stubGlobal('document', {});
    vi.stubGlobal('navigator', { locks: webLocks() });
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    const hold = await holdInThisTab('name', manualClock());
    expect(getEventListeners(page, 'pagehide')).toHaveLength(1);
    hold?.();
    expect(getEventListeners(page, 'pagehide')).toEqual([]);
  });

  it('is not needed to sell when a page may not use its locks', async () => {
    const locks = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) };
    vi.stubGlobal('document', {});
    vi.stubGlobal('navigator', { locks });
    expect(await holdInThisTab('name', manualClock())).toBeDefined();
  });

  it('is unknown in a page without Web Locks, and not needed outside a page', async () => {
    expect(mayHaveUnseenTabs()).toBe(false);
    expect(await holdInThisTab('name', manualClock())).toBeDefined();
    vi.stubGlobal('document', {});
    vi.stubGlobal('navigator', {});
    expect(mayHaveUnseenTabs()).toBe(true);
  });
});
