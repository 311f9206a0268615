import type { FunctionSupport } from '@ait-iap/protocol';
import { compareAppVersions, type IapBridge } from '@ait-iap/protocol';
import { ANONYMOUS_KEY } from '../host/device-constants.js';

/** What pages of SDK 3.x use for in-app purchase besides `IAP`, in the shapes of that line (observed). */
export interface OfficialNamespaces {
  /** Plain properties, which are read from the app at each access. */
  readonly Environment: {
    readonly environment: string;
    readonly tossAppVersion: string;
    readonly deviceId: string;
    readonly deploymentId: string;
  };
  /** The phone: `os` is 'android' or 'ios'. */
  readonly Device: { readonly os: string };
  /** Who the user is, without a login. */
  readonly User: {
    /** The same hash for the same user. It needs no login. */
    readonly getAnonymousKey: (() => Promise<{ type: 'HASH'; hash: string }>) & FunctionSupport;
  };
  /** The native storage of the device. */
  readonly Storage: {
    getItem(key: string): Promise<string | null>;
    setItem(key: string, value: string): Promise<void>;
    removeItem(key: string): Promise<void>;
    clearItems(): Promise<void>;
  };
  /** Toss Login. */
  readonly TossAuth: {
    /** A code that only tells who is signed in. The sandbox has no login server to exchange it. */
    login(): Promise<{ authorizationCode: string; referrer: 'DEFAULT' | 'SANDBOX' }>;
  };
}

/** The oldest Toss app that tells the anonymous key (reported). */
const SINCE = { android: '5.232.0', ios: '5.232.0' };

/** Creates the namespaces over the sandbox of this page or process. */
export function createNamespaces(findBridge: () => IapBridge): OfficialNamespaces {
  const text = (name: string) => String(findBridge().constant(name));
  const call = (name: string, ...args: readonly unknown[]) => findBridge().call(name, args) as Promise<never>;
  const isSandboxApp = () => text('getOperationalEnvironment') === 'sandbox';
  const getAnonymousKey = async () => ({ type: 'HASH' as const, hash: text(ANONYMOUS_KEY) });
  return {
    Environment: {
      get environment() {
        return text('getOperationalEnvironment');
      },
      get tossAppVersion() {
        return text('getTossAppVersion');
      },
      get deviceId() {
        return text('getDeviceId');
      },
      get deploymentId() {
        return text('getDeploymentId');
      },
    },
    Device: {
      get os() {
        return text('getPlatformOS');
      },
    },
    User: {
      getAnonymousKey: Object.assign(getAnonymousKey, {
        isSupported: () =>
          isSandboxApp() || (compareAppVersions(text('getTossAppVersion'), SINCE.android) ?? -1) >= 0,
        MIN_TOSS_APP_VERSION: SINCE,
      }),
    },
    Storage: {
      getItem: async (key) => call('getStorageItem', key),
      setItem: async (key, value) => call('setStorageItem', key, value),
      removeItem: async (key) => call('removeStorageItem', key),
      clearItems: async () => call('clearItems'),
    },
    TossAuth: {
      login: async () => ({
        authorizationCode: `sandbox-${text(ANONYMOUS_KEY)}`,
        referrer: isSandboxApp() ? 'SANDBOX' : 'DEFAULT',
      }),
    },
  };
}
