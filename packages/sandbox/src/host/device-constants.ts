import type { Device } from '../world/device.js';
import { anonymousKeyOf } from './anonymous-key.js';

/** The name of the mini-app in the constants of a page. */
const SANDBOX_DEPLOYMENT_ID = 'sandbox';

/** The constant with the user's anonymous key, for the stand-in for SDK 3.x. A real Toss app has no such constant. */
export const ANONYMOUS_KEY = 'sandboxAnonymousKey';

/**
 * Features that the official SDK 2.10.8 asks about and this host does not have. With these a page gets an answer
 * instead of an exception.
 */
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
 * The content of `window.__CONSTANT_HANDLER_MAP` on a device. A pure function, so that a page has its constants before
 * anything is loaded.
 */
export function deviceConstants(device: Device): Readonly<Record<string, unknown>> {
  const { deploymentId = SANDBOX_DEPLOYMENT_ID } = device;
  return {
    getOperationalEnvironment: device.environment,
    getPlatformOS: device.platform,
    getTossAppVersion: device.appVersion,
    getDeviceId: device.deviceId,
    [ANONYMOUS_KEY]: anonymousKeyOf(device.userKey),
    getDeploymentId: deploymentId,
    deploymentId,
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
