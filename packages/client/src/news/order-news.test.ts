// @vitest-environment happy-dom

import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserChannels } from '../../test/support/browser-channels.js';

/** Waits until sent messages have arrived. */
const delivered = () => new Promise((resolve) => setTimeout(resolve));

/** Another page of the same mini-app, with its own copy of the module. */
async function page() {
  vi.resetModules();
  return import('./order-news.js');
}

afterEach(() => vi.unstubAllGlobals());

describe('news of a purchase', () => {
  it('reaches the other pages, but neither the page itself nor a page that has stopped listening', async () => {
    const { Channel, channels } = browserChannels();
    vi.stubGlobal('BroadcastChannel', Channel);
    const [here, there] = [await page(), await page()];
    const [own, other, gone] = [vi.fn(), vi.fn(), vi.fn()];
    const stops = [here.onOrdersChanged(own), there.onOrdersChanged(other)];
    there.onOrdersChanged(gone)();
    here.tellOrdersChanged();
    await delivered();
    expect(own).not.toHaveBeenCalled();
    expect(other).toHaveBeenCalledOnce();
    expect(gone).not.toHaveBeenCalled();
    for (const stop of stops) stop();
    expect(channels.size).toBe(0);
  });

  it('can be sent by a page that does not listen, and leaves nothing open there', async () => {
    const { Channel, channels } = browserChannels();
    vi.stubGlobal('BroadcastChannel', Channel);
    const [here, there] = [await page(), await page()];
    const other = vi.fn();
    const stop = there.onOrdersChanged(other);
    here.tellOrdersChanged();
    await delivered();
    expect(other).toHaveBeenCalledOnce();
    stop();
    expect(channels.size).toBe(0);
  });

  it('uses the storage of the page when there are no channels', async () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    const [here, there] = [await page(), await page()];
    const other = vi.fn();
    const stop = there.onOrdersChanged(other);
    localStorage.clear();
    here.tellOrdersChanged();
    const [[key, first]] = Object.entries(localStorage) as [[string, string]];
    here.tellOrdersChanged();
    expect(localStorage.getItem(key)).not.toBe(first);
    dispatchEvent(new StorageEvent('storage', { key }));
    dispatchEvent(new StorageEvent('storage', { key: 'something else' }));
    expect(other).toHaveBeenCalledOnce();
    stop();
    dispatchEvent(new StorageEvent('storage', { key }));
    expect(other).toHaveBeenCalledOnce();
  });

  it('does no harm when pages cannot reach each other', async () => {
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        constructor() {
          throw new DOMException('no', 'SecurityError');
        }
      },
    );
    const { onOrdersChanged, tellOrdersChanged } = await page();
    const stop = onOrdersChanged(() => {});
    expect(tellOrdersChanged).not.toThrow();
    expect(stop).not.toThrow();
  });
});
