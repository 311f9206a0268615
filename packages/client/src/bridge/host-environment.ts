import {
  type AppEnvironment,
  type IapBridge,
  isFunctionSupported,
  type VersionedFeature,
} from '@ait-iap/protocol';
import { IapError } from '../errors/iap-error.js';
import type { HostSession } from './host-session.js';

/**
 * Whether the host supports `feature`. Its own answer has priority over the platform's version table.
 *
 * @returns `undefined` if it tells neither that nor its version
 */
export function readSupport(bridge: IapBridge, feature: VersionedFeature): boolean | undefined {
  const told = bridge.isSupported?.(feature);
  // A bridge of somebody else may answer with a promise: that says nothing.
  if (typeof told === 'boolean') return told;
  const environment = bridge.constant('getOperationalEnvironment');
  const platform = bridge.constant('getPlatformOS');
  const appVersion = bridge.constant('getTossAppVersion');
  const isTold = environment === 'sandbox' || typeof appVersion === 'string';
  const app = { environment, platform, appVersion } as AppEnvironment;
  return isTold ? isFunctionSupported(app, feature) : undefined;
}

/**
 * {@link readSupport}, cached for the session, because a bridge leads to one app and comparing versions costs more than
 * the rest of a call.
 */
export function supportOf(
  { bridge, supported }: HostSession,
  feature: VersionedFeature,
): boolean | undefined {
  supported[feature] ??= readSupport(bridge, feature);
  return supported[feature];
}

/**
 * Whether the host supports `feature`, if the caller has to know it.
 *
 * @throws IapError `INVALID_PAYLOAD` if it does not say; otherwise a running purchase could not be distinguished from
 * the official SDK's silent no-op
 */
export function isSupportedBy(session: HostSession, feature: VersionedFeature): boolean {
  const isSupported = supportOf(session, feature);
  if (isSupported !== undefined) return isSupported;
  throw new IapError('INVALID_PAYLOAD', 'read getTossAppVersion', {
    why: 'pass constants to officialSdkBridge',
    charged: 'no',
  });
}

/** The error of a function for which the user's Toss app is too old. Nobody was charged. */
export function unsupportedAppVersion(feature: VersionedFeature): IapError {
  return new IapError('UNSUPPORTED_APP_VERSION', `call ${feature}`);
}
