/**
 * Stands in for the official SDK 3.x in a browser, for what in-app purchase needs of it: its bridge is public nowhere, so
 * the sandbox takes the place of the official object and not of the bridge. `@ait-iap/sandbox/vite` puts it in front of
 * the official module, whose other exports stay what they are.
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
 * What pages of SDK 3.x use beside it: `Environment.environment` and `.tossAppVersion`, `Device.os`,
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
