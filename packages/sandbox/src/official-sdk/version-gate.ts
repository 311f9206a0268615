import {
  type FunctionSupport,
  type IapBridge,
  isFunctionSupported,
  MINIMUM_APP_VERSIONS,
  type VersionedFeature,
} from '@ait-iap/protocol';

/** Adds a version check to a function. */
export function gated<Call extends (...args: never[]) => unknown>(
  call: Call,
  feature: VersionedFeature,
  findBridge: () => IapBridge,
): Call & FunctionSupport {
  return Object.assign(call, {
    isSupported: () => bridgeSupports(findBridge(), feature),
    MIN_TOSS_APP_VERSION: MINIMUM_APP_VERSIONS[feature],
  });
}

/** Whether the Toss app behind a bridge has a feature. */
export function bridgeSupports(bridge: IapBridge, feature: VersionedFeature): boolean {
  const text = (name: string) => String(bridge.constant(name));
  const app = {
    environment: text('getOperationalEnvironment'),
    platform: text('getPlatformOS'),
    appVersion: text('getTossAppVersion'),
  };
  return isFunctionSupported(app, feature);
}

/** The error of 3.x below the minimum version: the code is the error's name, and the message is for people (observed). */
export function unsupportedError(): Error {
  return Object.assign(new Error('토스 앱을 업데이트해 주세요.'), { name: 'UNSUPPORTED_APP_VERSION' });
}
