import type { IAP as OfficialNativeIap } from '@apps-in-toss/framework';
import { officialSdkBridge } from '../bridge/official-sdk-bridge.js';
import { IAP } from './iap.js';

/** Our object is assignable to the one of the React Native package, so only the import has to change there too. */
export const official: typeof OfficialNativeIap = IAP;

declare const native: typeof OfficialNativeIap;

/** Our bridge accepts the official object. */
export const bridge = officialSdkBridge(native);

// @ts-expect-error The official types are really there: one that could not be found would let anything pass.
export const notOfficial: typeof OfficialNativeIap = 'IAP';
