/**
 * Stands in for the official SDK, for lines whose bridge `/bridge.js` does not speak (3.x): alias the official module to
 * this one, and its `IAP` works over the sandbox of the page or process.
 *
 * @example
 * // vite.config.ts, in development only
 * resolve: { alias: { '@apps-in-toss/web-framework': '@ait-iap/sandbox/official-sdk' } }
 *
 * @packageDocumentation
 */

import { createOfficialIap } from './official-sdk/create-official-iap.js';
import { findBridge } from './official-sdk/find-bridge.js';

export { createOfficialIap, type OfficialSdkLine } from './official-sdk/create-official-iap.js';
export type {
  OfficialHistoryPage,
  OfficialIap,
  OfficialOneTimeParams,
  OfficialPurchaseResult,
  OfficialSubscription,
  OfficialSubscriptionParams,
  OfficialSuccessEvent,
} from './official-sdk/official-types.js';

/** The official `IAP`, over the sandbox. */
export const IAP = /*@__PURE__*/ createOfficialIap(findBridge);

/** `toss` or `sandbox`. */
export function getOperationalEnvironment(): string {
  return String(findBridge().constant('getOperationalEnvironment'));
}

/** `ios` or `android`. */
export function getPlatformOS(): string {
  return String(findBridge().constant('getPlatformOS'));
}

/** Version of the Toss app. */
export function getTossAppVersion(): string {
  return String(findBridge().constant('getTossAppVersion'));
}
