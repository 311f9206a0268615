import {
  type AppEnvironment,
  type IapBridge,
  isFunctionSupported,
  type VersionedFeature,
} from '@ait-iap/protocol';
import { IapError } from '../errors/iap-error.js';
import type { HostSession } from './host-session.js';

/**
 * Whether the host can do `feature`. Remembered for the session: a bridge leads to one app, and comparing versions
 * costs more than the rest of a call.
 *
 * @throws IapError `INVALID_PAYLOAD` if it does not say its version: without that nobody can tell a purchase that
 * is running from the official SDK's silent no-op
 */
export function isSupportedBy({ bridge, supported }: HostSession, feature: VersionedFeature): boolean {
  supported[feature] ??= isFunctionSupported(environmentOf(bridge), feature);
  return supported[feature];
}

/** What the host says about itself. */
function environmentOf(bridge: IapBridge): AppEnvironment {
  const environment = bridge.constant('getOperationalEnvironment');
  const platform = bridge.constant('getPlatformOS');
  const appVersion = bridge.constant('getTossAppVersion');
  if (environment !== 'sandbox' && typeof appVersion !== 'string') {
    throw new IapError('INVALID_PAYLOAD', 'read getTossAppVersion', {
      why: 'no version. Pass constants to officialSdkBridge',
      charged: 'no',
    });
  }
  return { environment, platform, appVersion } as AppEnvironment;
}

/** The error of a function that the user's Toss app is too old for; nobody was charged. */
export function unsupportedAppVersion(feature: VersionedFeature): IapError {
  return new IapError('UNSUPPORTED_APP_VERSION', `call ${feature}`);
}
