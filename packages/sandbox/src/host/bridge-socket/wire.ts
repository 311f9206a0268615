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
      /** Whether somebody looks at the page, and is to see what the Toss app shows. */
      readonly screens?: boolean;
      readonly fault?: string;
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
  | { readonly kind: 'left'; readonly screenId: number; readonly refund?: RefundReason };

/** To the page. */
export type ToPage =
  | { readonly kind: 'emit'; readonly topic: string; readonly data?: unknown }
  | { readonly kind: 'sheet'; readonly sheetId: number; readonly sheet: OrderSheet }
  | { readonly kind: 'closeSheet'; readonly sheetId: number }
  | { readonly kind: 'screen'; readonly screenId: number; readonly screen: ShownScreen }
  | { readonly kind: 'push'; readonly text: string }
  /** The page said something that is not in this protocol; the connection ends. */
  | { readonly kind: 'refused'; readonly detail: string };
