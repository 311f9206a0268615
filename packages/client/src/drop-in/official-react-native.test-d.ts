import type { IAP as OfficialNativeIap } from '@apps-in-toss/framework';
import { officialSdkBridge } from '../bridge/official-sdk-bridge.js';
import { IAP } from './iap.js';

/** Our object can stand for the one of the React Native package: changing the import is the whole migration there too. */
export const official: typeof OfficialNativeIap = IAP;

declare const native: typeof OfficialNativeIap;

/** And the official object is taken by our bridge. */
export const bridge = officialSdkBridge(native);

// @ts-expect-error The official types are really there: one that could not be found would let anything pass.
export const notOfficial: typeof OfficialNativeIap = 'IAP';
