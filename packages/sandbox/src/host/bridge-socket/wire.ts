import type { LocalizedText } from '@ait-iap/protocol';
import type { PurchaseScenarioName } from '../../faults/purchase-scenarios.js';
import type { Device } from '../../world/device.js';
import type { RefundReason } from '../../world/refund.js';
import type { OrderSheet, PaymentDecision } from '../payment-sheet.js';
import type { ShownScreen } from '../phone-screens.js';

/** Path of the WebSocket between a page and its Toss app in the sandbox server. */
export const BRIDGE_SOCKET_PATH = '/bridge';

/** Who decides on the order sheet: the person at the page, or nobody. */
export const PAGE_PAYMENTS = ['ask', 'approve', 'cancel'] as const;

/** One of {@link PAGE_PAYMENTS}. */
export type PagePayment = (typeof PAGE_PAYMENTS)[number];

/** From the page. `hello` comes first and once. */
export type FromPage =
  | {
      readonly kind: 'hello';
      readonly device: Device;
      readonly payment: PagePayment;
      /** Whether somebody looks at the page, and is to see what the Toss app shows. Default no. */
      readonly drawn?: boolean | undefined;
      /** Whether it wants to know which faults wait for its user. Default no. */
      readonly hasPanel?: boolean | undefined;
      readonly fault?: string | undefined;
    }
  /** What the page gave to `window.ReactNativeWebView.postMessage`, parsed. */
  | { readonly kind: 'message'; readonly message: unknown }
  | {
      readonly kind: 'decision';
      readonly sheetId: number;
      readonly decision: PaymentDecision;
      /** With `approve`: what becomes of this order. */
      readonly scenario?: PurchaseScenarioName;
    }
  /** The person has left a page of the Toss app, and perhaps asked for their money back there. */
  | { readonly kind: 'left'; readonly screenId: number; readonly refund?: RefundReason }
  /** From now on this one decides, and what the Toss app shows is drawn or not. */
  | { readonly kind: 'payment'; readonly payment: PagePayment; readonly drawn: boolean }
  /** What is to become of the next purchase of the user. */
  | { readonly kind: 'arm'; readonly scenario: PurchaseScenarioName }
  /** The faults of this user, and of nobody else, are not armed any more. */
  | { readonly kind: 'disarm' };

/** To the page. */
export type ToPage =
  | { readonly kind: 'emit'; readonly topic: string; readonly data?: unknown }
  | { readonly kind: 'sheet'; readonly sheetId: number; readonly sheet: OrderSheet }
  | { readonly kind: 'closeSheet'; readonly sheetId: number }
  | { readonly kind: 'screen'; readonly screenId: number; readonly screen: ShownScreen }
  | { readonly kind: 'push'; readonly text: string }
  /** What is armed that may strike the user of the page. */
  | { readonly kind: 'armed'; readonly faults: readonly LocalizedText[] }
  /** The page said something that is not in this protocol; the connection ends. */
  | { readonly kind: 'refused'; readonly detail: string };
