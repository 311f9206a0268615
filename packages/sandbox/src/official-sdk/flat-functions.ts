import type { OfficialNamespaces } from './namespaces.js';

/** The flat functions of the official SDK that the namespaces of 3.x have replaced; deprecated there, and in use. */
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
