import { afterEach, describe, expect, it, vi } from 'vitest';
import { manualClock } from '../../test/support/manual-clock.js';
import { scriptedBridge, storageMethods } from '../../test/support/scripted-bridge.js';
import { notebook } from './notebook.js';

const ORDER = { openedAt: 1 };

/** A page whose `localStorage` a new page can read. */
function page(store = new Map<string, string>()) {
  vi.stubGlobal('document', {});
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
  });
  return store;
}

const tooOften = () => Object.assign(new Error('slow down'), { code: 'APP_BRIDGE_THROTTLED' });

const bookOver = (bridge = scriptedBridge(), clock = manualClock()) => notebook({ bridge, clock }, 'key');

afterEach(() => vi.unstubAllGlobals());

describe('the book of open orders', () => {
  it('is found again in the native storage after the data of the page was cleared', async () => {
    const methods = storageMethods();
    page();
    await bookOver(scriptedBridge(methods)).change('sku', () => ORDER);
    page(new Map());
    expect(Object.fromEntries(await bookOver(scriptedBridge(methods)).all())).toEqual({ sku: ORDER });
  });

  it('is found again in the storage of the page when the host has no storage', async () => {
    const none = () => Promise.reject(new Error('unknown method'));
    const without = () => scriptedBridge({ getStorageItem: none, setStorageItem: none });
    page();
    await bookOver(without()).change('sku', () => ORDER);
    expect(Object.fromEntries(await bookOver(without()).all())).toEqual({ sku: ORDER });
  });

  it('waits one second for a native storage that never answers, and then does not ask it again', async () => {
    const never = () => new Promise(() => {});
    const bridge = scriptedBridge({ getStorageItem: never, setStorageItem: never });
    const clock = manualClock();
    page();
    const book = bookOver(bridge, clock);
    const put = book.change('sku', () => ORDER);
    await clock.advance(1_000);
    await put;
    expect(Object.fromEntries(await book.all())).toEqual({ sku: ORDER });
    expect(bridge.calls).toHaveLength(1);
    expect(clock.sleepers).toBe(0);
  });

  it('is kept in memory when nothing else can keep it', async () => {
    const book = bookOver(scriptedBridge({ getStorageItem: () => null, setStorageItem: () => {} }));
    vi.stubGlobal('document', {});
    vi.stubGlobal('localStorage', {
      getItem: () => null,
      setItem() {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    await book.change('sku', () => ORDER);
    expect(Object.fromEntries(await book.all())).toEqual({ sku: ORDER });
  });

  it('does not count as empty while the host says that it is asked too often', async () => {
    const methods = storageMethods();
    const bridge = scriptedBridge(methods);
    const clock = manualClock();
    const book = bookOver(bridge, clock);
    await book.change('sku', () => ORDER);
    bridge.methods.getStorageItem = () => Promise.reject(tooOften());
    const refused = expect(book.all()).rejects.toMatchObject({ code: 'APP_BRIDGE_THROTTLED', charged: 'no' });
    await clock.advance(2_000);
    await refused;
    Object.assign(bridge.methods, methods);
    expect(Object.fromEntries(await book.all())).toEqual({ sku: ORDER });
  });

  // Found by the simulation: the note of a payment that waits for an approval was lost with the page.
  it('is written a moment later if the host was asked too often', async () => {
    const methods = storageMethods();
    const bridge = scriptedBridge(methods);
    const clock = manualClock();
    const write = methods.setStorageItem as (...args: never[]) => unknown;
    let refusals = 3;
    bridge.methods.setStorageItem = (...args) =>
      refusals-- > 0 ? Promise.reject(tooOften()) : write(...args);
    const written = bookOver(bridge, clock).change('sku', () => ORDER);
    await clock.advance(2_000);
    await written;
    expect(Object.fromEntries(await bookOver(scriptedBridge(methods)).all())).toEqual({ sku: ORDER });
  });

  it('uses the copy of the page when the host could not write the last change', async () => {
    const methods = storageMethods();
    const bridge = scriptedBridge(methods);
    page();
    const book = bookOver(bridge);
    await book.change('sku', () => ORDER);
    bridge.methods.setStorageItem = () => Promise.reject(new Error('disk is full'));
    await book.change('sku', () => ({ ...ORDER, orderId: 'order' }));
    expect(Object.fromEntries(await bookOver(scriptedBridge(methods)).all())).toEqual({
      sku: { ...ORDER, orderId: 'order' },
    });
  });

  it('uses the copy of the host when a full page storage could not write the last change', async () => {
    const methods = storageMethods();
    const store = page();
    await bookOver(scriptedBridge(methods)).change('sku', () => ORDER);
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => store.get(key) ?? null,
      setItem() {
        throw new DOMException('full', 'QuotaExceededError');
      },
      removeItem: (key: string) => store.delete(key),
    });
    await bookOver(scriptedBridge(methods)).change('sku', () => ({ ...ORDER, hostSaid: 'charge' }));
    const charged = { sku: { ...ORDER, hostSaid: 'charge' } };
    expect(Object.fromEntries(await bookOver(scriptedBridge(methods)).all())).toEqual(charged);

    // Without a host that keeps it, an old copy is better than none.
    store.set('key', JSON.stringify({ sku: ORDER }));
    const none = () => Promise.reject(new Error('unknown method'));
    const without = () => scriptedBridge({ getStorageItem: none, setStorageItem: none });
    await bookOver(without()).change('sku', () => ({ ...ORDER, hostSaid: 'charge' }));
    expect(Object.fromEntries(await bookOver(without()).all())).toEqual({ sku: ORDER });
  });

  it('keeps the entries that it can read when others cannot be read', async () => {
    const text = JSON.stringify({ odd: null, older: 7, sku: ORDER });
    const methods = storageMethods(new Map([['key', text]]));
    expect(Object.fromEntries(await bookOver(scriptedBridge(methods)).all())).toEqual({ sku: ORDER });
  });

  it.each(['', 'null', '[]', '{', '7', '{"sku":7,"other":{"openedAt":"now"}}', '{"sku":null}'])(
    'leaves out text that it cannot have written: %s',
    async (text) => {
      const methods = storageMethods(new Map([['key', text]]));
      expect(Object.fromEntries(await bookOver(scriptedBridge(methods)).all())).toEqual({});
    },
  );

  it('loses no change when two changes are made at the same time', async () => {
    const book = bookOver();
    await Promise.all([
      book.change('a', () => ORDER),
      book.change('b', () => ORDER),
      book.change('a', () => undefined),
    ]);
    expect(Object.fromEntries(await book.all())).toEqual({ b: ORDER });
  });
});
