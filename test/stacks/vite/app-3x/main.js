import { IAP, officialSdkBridge, setBridge } from '@ait-iap/client';
import { IAP as officialIap, Share } from '@apps-in-toss/web-framework';
import { sell } from '../sell.js';

setBridge(officialSdkBridge(officialIap));
sell('official', officialIap);
sell('ours', IAP);
// What the sandbox does not stand in for is still the official one.
document.title = Share.createLink({ path: '/shop' });
