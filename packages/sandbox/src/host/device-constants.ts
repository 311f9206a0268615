import type { Device } from './device.js';

/** Name of the mini-app as the constants of a page report it. */
const SANDBOX_DEPLOYMENT_ID = 'sandbox';

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
