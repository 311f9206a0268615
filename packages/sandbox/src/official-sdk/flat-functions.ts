import type { OfficialNamespaces } from './namespaces.js';

/**
 * The flat functions of the official SDK, which the namespaces of 3.x have replaced. They are deprecated but still
 * used.
 */
export function createFlatFunctions({ Environment, Device, User, TossAuth }: OfficialNamespaces) {
  return {
    getOperationalEnvironment: () => Environment.environment,
    getPlatformOS: () => Device.os,
    getTossAppVersion: () => Environment.tossAppVersion,
    getDeviceId: () => Environment.deviceId,
    getAnonymousKey: User.getAnonymousKey,
    appLogin: () => TossAuth.login(),
  };
}
