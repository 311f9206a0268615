import { serializeBridgeError } from '@ait-iap/protocol';
import { describe, expect, it, vi } from 'vitest';
import { settled } from '../../test/support/manual-clock.js';
import { officialLikeEmitter, webView } from '../../test/support/web-view.js';
import { webViewBridge } from './web-view-bridge.js';

describe('webViewBridge', () => {
  it('posts a method call and resolves with the answer of its topic', async () => {
    const { window, posted, emit, topics } = webView();
    const bridge = webViewBridge(window);
    const first = bridge.call('getPendingOrders', [{ a: 1 }]);
    const second = bridge.call('getPendingOrders', []);
    expect(posted).toMatchObject([
      { type: 'method', functionName: 'getPendingOrders', args: [{ a: 1 }] },
      { type: 'method', functionName: 'getPendingOrders', args: [] },
    ]);
    expect(posted[0]?.eventId).not.toBe(posted[1]?.eventId);
    emit(`getPendingOrders/resolve/${posted[1]?.eventId}`, 'second');
    emit(`getPendingOrders/resolve/${posted[0]?.eventId}`, 'first');
    expect([await first, await second]).toEqual(['first', 'second']);
    await settled();
    expect(topics).toEqual([]);
  });

  it('rejects with an Error that has the code of the host', async () => {
    const { window, posted, emit } = webView();
    const call = webViewBridge(window).call('getPendingOrders', []);
    const wire = serializeBridgeError(Object.assign(new Error('끊겼어요'), { code: 'NETWORK_ERROR' }));
    emit(`getPendingOrders/reject/${posted[0]?.eventId}`, wire);
    const error = await call.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ message: '끊겼어요', code: 'NETWORK_ERROR' });
  });

  it('listens until it is stopped, which posts one message however often the caller stops it', () => {
    const view = webView();
    const listener = { onEvent: vi.fn(), onError: vi.fn() };
    const stop = webViewBridge(view.window).listen('requestOneTimePurchase', { sku: 'sku' }, listener);
    const { eventId } = view.posted[0] ?? {};
    expect(view.posted[0]).toMatchObject({ type: 'addEventListener', args: { sku: 'sku' } });
    view.emit(`requestOneTimePurchase/onEvent/${eventId}`, { type: 'purchased' });
    view.emit(`requestOneTimePurchase/onError/${eventId}`, { __isError: true, message: 'no', code: 'X' });
    expect(listener.onEvent).toHaveBeenCalledWith({ type: 'purchased' });
    expect(listener.onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'X' }));
    stop();
    stop();
    view.emit(`requestOneTimePurchase/onEvent/${eventId}`, { type: 'success' });
    expect(listener.onEvent).toHaveBeenCalledOnce();
    expect(view.posted.filter(({ type }) => type === 'removeEventListener')).toHaveLength(1);
    expect(view.topics).toEqual([]);
  });

  it('hears the host although the official SDK replaces the emitter in the middle of a purchase', async () => {
    const view = webView();
    const bridge = webViewBridge(view.window);
    const onEvent = vi.fn();
    const stop = bridge.listen('requestOneTimePurchase', {}, { onEvent, onError() {} });
    const call = bridge.call('getPendingOrders', []);
    const replacement = officialLikeEmitter();
    view.window.__GRANITE_NATIVE_EMITTER = replacement;
    view.emit(`requestOneTimePurchase/onEvent/${view.posted[0]?.eventId}`, { type: 'purchased' });
    view.emit(`getPendingOrders/resolve/${view.posted[1]?.eventId}`, 'answer');
    expect(onEvent).toHaveBeenCalledOnce();
    expect(await call).toBe('answer');
    stop();
    await settled();
    expect(Object.values(replacement.events).flat().filter(Boolean)).toEqual([]);
  });

  it.each([
    ['and nothing put in its place', undefined],
    ['and another put in its place', officialLikeEmitter()],
  ])('watches the new emitter after the old one was removed %s', async (_, other) => {
    const view = webView();
    const bridge = webViewBridge(view.window);
    const first = bridge.call('getPendingOrders', []);
    view.emit(`getPendingOrders/resolve/${view.posted[0]?.eventId}`, 'first');
    await first;
    delete view.window.__GRANITE_NATIVE_EMITTER;
    if (other) view.window.__GRANITE_NATIVE_EMITTER = other;
    const onEvent = vi.fn();
    bridge.listen('requestOneTimePurchase', {}, { onEvent, onError() {} });
    view.window.__GRANITE_NATIVE_EMITTER = officialLikeEmitter();
    view.emit(`requestOneTimePurchase/onEvent/${view.posted[1]?.eventId}`, { type: 'purchased' });
    expect(onEvent).toHaveBeenCalledOnce();
  });

  it('uses an emitter that is there already, and leaves its listeners alone', async () => {
    const view = webView();
    const official = officialLikeEmitter();
    const theirs = vi.fn();
    official.on('some/topic', theirs);
    view.window.__GRANITE_NATIVE_EMITTER = official;
    const call = webViewBridge(view.window).call('getPendingOrders', []);
    view.emit(`getPendingOrders/resolve/${view.posted[0]?.eventId}`, 1);
    await call;
    view.emit('some/topic', 'theirs');
    expect(theirs).toHaveBeenCalledWith('theirs');
    expect(view.window.__GRANITE_NATIVE_EMITTER).toBe(official);
  });

  it('leaves no listener behind when posting throws', async () => {
    const view = webView();
    view.window.ReactNativeWebView = {
      postMessage() {
        throw new Error('bridge is gone');
      },
    };
    const bridge = webViewBridge(view.window);
    await expect(bridge.call('getPendingOrders', [])).rejects.toThrow('bridge is gone');
    expect(() => bridge.listen('requestOneTimePurchase', {}, { onEvent() {}, onError() {} })).toThrow(
      'bridge is gone',
    );
    expect(view.topics).toEqual([]);
  });

  it('tells the developer what to do when there is no Toss app', async () => {
    const bridge = webViewBridge({});
    await expect(bridge.call('getPendingOrders', [])).rejects.toMatchObject({
      code: 'BRIDGE_NOT_FOUND',
      developerMessage: expect.stringContaining("import '@ait-iap/sandbox/auto'"),
    });
    expect(() => bridge.constant('getTossAppVersion')).toThrow(/Toss app/);
  });

  it('reads constants, and undefined for one that the host does not have', () => {
    const bridge = webViewBridge(webView({ getPlatformOS: 'ios' }).window);
    expect(bridge.constant('getPlatformOS')).toBe('ios');
    expect(bridge.constant('getTossAppVersion')).toBeUndefined();
  });
});
