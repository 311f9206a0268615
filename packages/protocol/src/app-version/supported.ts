import { MINIMUM_APP_VERSIONS, type VersionedFeature } from './version-table.js';

// Up to four numbers, and whether a pre-release follows. Whatever else stands behind them must not close the shop.
const NUMBERS = /^v?(\d+)\.?(\d*)\.?(\d*)\.?(\d*)(-?)/i;

/** What a mini-app can learn about the app it runs in: three constants of the bridge. */
export interface AppEnvironment {
  /** `getOperationalEnvironment`: `toss` or `sandbox`. */
  readonly environment: string;
  /** `getPlatformOS`: `ios` or `android`. */
  readonly platform: string;
  /** `getTossAppVersion`, such as `5.248.0`. */
  readonly appVersion: string;
}

/**
 * Whether the app can do `feature`, by {@link MINIMUM_APP_VERSIONS}.
 *
 * As in the official SDK 2.10.8, environment `sandbox` can do everything, and a platform other than `ios` counts as
 * `android`. Unlike the official SDK, this does not throw for a malformed version: it goes by the numbers that the
 * version begins with, and answers `false` if there are none.
 *
 * Well-formed versions are in the order of `compareAppVersions`. The minimum is numbers only, so no pre-releases have to be
 * put in order, and a mini-app does not carry what does that.
 */
export function isFunctionSupported(app: AppEnvironment, feature: VersionedFeature): boolean {
  if (app.environment === 'sandbox') return true;
  const parts = NUMBERS.exec(app.appVersion);
  if (!parts) return false;
  const minimum = MINIMUM_APP_VERSIONS[feature][app.platform === 'ios' ? 'ios' : 'android'].split('.');
  for (let index = 0; index < 4; index++) {
    const difference = Number(parts[index + 1]) - Number(minimum[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  // A pre-release comes before its release.
  return !parts[5];
}
