import { IAP } from '@ait-iap/client';
import { IAP as officialIap } from '@apps-in-toss/web-bridge';
import { sell } from '../sell.js';

sell('official', officialIap);
sell('ours', IAP);
