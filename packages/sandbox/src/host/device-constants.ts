import type { Device } from '../world/device.js';
import { anonymousKeyOf } from './anonymous-key.js';

/** Name of the mini-app as the constants of a page report it. */
const SANDBOX_DEPLOYMENT_ID = 'sandbox';

/** Where the stand-in for SDK 3.x finds the user's anonymous key; no Toss app has such a constant. */
export const ANONYMOUS_KEY = 'sandboxAnonymousKey';

/** What the official SDK 2.10.8 asks about and this host does not do: a page gets an answer in place of an exception. */
const NOT_EMULATED = [
  'fetchAppsInTossAd',
  'fetchTossAd',
  'getDeclaredAgeRange',
  'getServerTime',
  'isAppsInTossAdMobLoaded',
  'loadAppsInTossAdMob',
  'loadFullScreenAd',
  'requestReview',
  'showAppsInTossAdMob',
  'showFullScreenAd',
] as const;

/**
 * What `window.__CONSTANT_HANDLER_MAP` holds on such a device. A pure function, so that a page can know its
 * constants before anything is loaded.
 */
export function deviceConstants(device: Device): Readonly<Record<string, unknown>> {
  return {
    getOperationalEnvironment: device.environment,
    getPlatformOS: device.platform,
    getTossAppVersion: device.appVersion,
    getDeviceId: device.deviceId,
    [ANONYMOUS_KEY]: anonymousKeyOf(device.userKey),
    getDeploymentId: SANDBOX_DEPLOYMENT_ID,
    deploymentId: SANDBOX_DEPLOYMENT_ID,
    getLocale: 'ko-KR',
    getSchemeUri: '',
    getNetworkStatus: 'WIFI',
    getSafeAreaInsets: { top: 0, bottom: 0, left: 0, right: 0 },
    brandDisplayName: '샌드박스 미니앱',
    brandIcon: '',
    brandPrimaryColor: '#3182f6',
    ...Object.fromEntries(NOT_EMULATED.map((name) => [`${name}_isSupported`, false])),
  };
}
