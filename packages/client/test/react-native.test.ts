import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createIapClient, officialSdkBridge } from '@ait-iap/client';
import { build } from 'esbuild';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from './support/manual-clock.js';
import { receiptOf } from './support/scripted-bridge.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';

type Callbacks = Record<string, string>;

/** The native side: what the official package finds where the Toss app would be. */
interface Native {
  constants: Record<string, string>;
  postMessage(method: string, params: unknown, callbacks: Callbacks): Promise<unknown>;
}

const native: Native = { constants: {}, postMessage: async () => undefined };

/** What the official package imports from React Native and its own runtime; none of it touches a purchase. */
const STUBS: Record<string, string> = {
  'brick-module': `const native = () => globalThis.aitIapNative;
    export const BrickModule = { get: () => ({
      getConstants: () => native().constants,
      postMessage: (...args) => native().postMessage(...args),
      onSendEvent: () => ({ remove() {} }),
    }) };`,
  '@granite-js/react-native': `export class GraniteEventDefinition {}
    export class GraniteEvent { constructor() {} }
    export const getSchemeUri = () => '', openURL = () => {};`,
  'react-native': `export const Platform = { get OS() { return globalThis.aitIapNative.constants.platform; } };
    export const Linking = {};`,
};

interface OfficialPackage {
  IAP: Parameters<typeof officialSdkBridge>[0];
  INTERNAL__appBridgeHandler: {
    invokeAppBridgeCallback(id: string, ...args: unknown[]): boolean;
    getCallbackIds(): string[];
  };
  getOperationalEnvironment: () => string;
  getPlatformOS: () => string;
  getTossAppVersion: () => string;
  Storage: {
    getItem(key: string): Promise<string | null>;
    setItem(key: string, value: string): Promise<void>;
    removeItem(key: string): Promise<void>;
  };
}

/** Loads the package from the registry as it is, with only its native side taken away. */
async function loadOfficial(): Promise<OfficialPackage> {
  const { outputFiles } = await build({
    entryPoints: [
      createRequire(import.meta.url)
        .resolve('@apps-in-toss/native-modules')
        .replace(/\.cjs$/, '.js'),
    ],
    bundle: true,
    format: 'esm',
    write: false,
    plugins: [
      {
        name: 'native side',
        setup(builder) {
          builder.onResolve({ filter: new RegExp(`^(${Object.keys(STUBS).join('|')})$`) }, ({ path }) => ({
            path,
            namespace: 'native-side',
          }));
          builder.onLoad({ filter: /.*/, namespace: 'native-side' }, ({ path }) => ({
            contents: STUBS[path] ?? '',
          }));
        },
      },
    ],
  });
  const file = join(mkdtempSync(join(tmpdir(), 'ait-iap-native-')), 'official.mjs');
  writeFileSync(file, outputFiles[0]?.contents ?? '');
  return import(/* @vite-ignore */ pathToFileURL(file).href) as Promise<OfficialPackage>;
}

describe('officialSdkBridge over the unmodified React Native package 2.10.8', () => {
  let official: OfficialPackage;
  const calls: { method: string; params: unknown; callbacks: Callbacks }[] = [];
  const names = () => calls.map(({ method }) => method);

  beforeEach(async () => {
    calls.length = 0;
    native.constants = { operationalEnvironment: 'toss', platform: 'ios', tossAppVersion: '5.300.0' };
    native.postMessage = async (method, params, callbacks) => {
      calls.push({ method, params, callbacks });
      return method === 'getPendingOrders' ? { orders: [] } : undefined;
    };
    vi.stubGlobal('aitIapNative', native);
    official = await loadOfficial();
  });

  function client() {
    const { IAP, getPlatformOS, Storage } = official;
    const { getOperationalEnvironment, getTossAppVersion } = official;
    return createIapClient({
      bridge: officialSdkBridge(IAP, {
        getOperationalEnvironment,
        getPlatformOS,
        getTossAppVersion,
        Storage,
      }),
    });
  }

  it.each(['requestOneTimePurchase', 'requestSubscriptionPurchase'])(
    'buys by %s and leaves no callback registered',
    async (method) => {
      const iap = client();
      const sold = Promise.withResolvers<unknown>();
      const answered = native.postMessage;
      native.postMessage = (name, params, callbacks) => {
        const answer = answered(name, params, callbacks);
        return name === method ? sold.promise : answer;
      };
      const before = official.INTERNAL__appBridgeHandler.getCallbackIds().length;
      const grant = vi.fn(async () => true);
      const outcome =
        method === 'requestOneTimePurchase' ? iap.purchase('a', { grant }) : iap.subscribe('a', { grant });
      await expect.poll(names).toContain(method);
      const { callbacks } = calls.find((call) => call.method === method) ?? { callbacks: {} as Callbacks };
      official.INTERNAL__appBridgeHandler.invokeAppBridgeCallback(String(callbacks.onPurchased), {
        orderId: ORDER,
      });
      await settled();
      expect(
        calls.filter((call) => call.method === 'processProductGrant').map(({ params }) => params),
      ).toEqual([{ orderId: ORDER, isProductGranted: true }]);
      sold.resolve(receiptOf(ORDER));
      expect(await outcome).toMatchObject({
        status: 'granted',
        orderId: ORDER,
        receipt: { displayAmount: '1,000원' },
      });
      expect(grant).toHaveBeenCalledOnce();
      expect(official.INTERNAL__appBridgeHandler.getCallbackIds()).toHaveLength(before);
    },
  );

  it('reports the error of the native side with its code', async () => {
    const iap = client();
    const answered = native.postMessage;
    native.postMessage = (name, params, callbacks) =>
      name === 'requestOneTimePurchase'
        ? Promise.reject(Object.assign(new Error('취소'), { code: 'USER_CANCELED' }))
        : answered(name, params, callbacks);
    expect(await iap.purchase('a', { grant: () => true })).toMatchObject({
      status: 'canceled',
      error: { code: 'USER_CANCELED' },
    });
  });

  it('says that the app is too old when the official function would do nothing', async () => {
    native.constants.tossAppVersion = '5.218.0';
    expect(await client().purchase('a', { grant: () => true })).toMatchObject({
      error: { code: 'UNSUPPORTED_APP_VERSION' },
    });
    expect(calls).toEqual([]);
  });

  it('keeps its notes in the native storage', async () => {
    const iap = client();
    native.postMessage = ((answered) => (name, params, callbacks) => {
      if (name === 'requestOneTimePurchase') return new Promise(() => {});
      return answered(name, params, callbacks);
    })(native.postMessage);
    void iap.purchase('a', { grant: () => true });
    await expect.poll(names).toContain('setStorageItem');
    expect(JSON.stringify(calls.find(({ method }) => method === 'setStorageItem')?.params)).toContain(
      'openedAt',
    );
  });
});
