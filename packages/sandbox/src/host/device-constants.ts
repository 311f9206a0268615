import type { Device } from './device.js';

/** Name of the mini-app as the constants of a page report it. */
const SANDBOX_DEPLOYMENT_ID = 'sandbox';

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
  };
}
