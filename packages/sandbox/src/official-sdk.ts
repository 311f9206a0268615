/**
 * Replaces the parts of the official SDK 3.x that in-app purchase needs, for a browser. Its bridge is not public, so
 * the sandbox replaces the official object, not the bridge. `@ait-iap/sandbox/vite` puts it before the official module,
 * whose other exports do not change.
 *
 * @packageDocumentation
 */

import { createOfficialIap } from './official-sdk/create-official-iap.js';
import { findBridge } from './official-sdk/find-bridge.js';
import { createFlatFunctions } from './official-sdk/flat-functions.js';
import { createNamespaces } from './official-sdk/namespaces.js';

export type {
  OfficialHistoryPage,
  OfficialIap,
  OfficialOneTimeParams,
  OfficialPurchaseResult,
  OfficialSubscription,
  OfficialSubscriptionParams,
  OfficialSuccessEvent,
} from '@ait-iap/protocol';
export { createOfficialIap, type OfficialSdkLine } from './official-sdk/create-official-iap.js';
export type { OfficialNamespaces } from './official-sdk/namespaces.js';
export { overlay } from './official-sdk/overlay.js';

/** The official `IAP`, over the sandbox. */
export const IAP = /*@__PURE__*/ createOfficialIap(findBridge);

const namespaces = createNamespaces(findBridge);

/**
 * Other parts that pages of SDK 3.x use: `Environment.environment` and `.tossAppVersion`, `Device.os`,
 * `User.getAnonymousKey`, the native `Storage`, `TossAuth.login`.
 */
export const { Environment, Device, User, Storage, TossAuth } = namespaces;

/** The flat functions of older lines, deprecated in 3.x and still in use. */
export const {
  getOperationalEnvironment,
  getPlatformOS,
  getTossAppVersion,
  getDeviceId,
  getAnonymousKey,
  appLogin,
} = createFlatFunctions(namespaces);
