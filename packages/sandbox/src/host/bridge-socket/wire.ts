import type { PurchaseScenarioName } from '../../faults/purchase-scenarios.js';
import type { Device } from '../../world/device.js';
import type { OrderSheet, PaymentDecision } from '../payment-sheet.js';

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
    };

/** To the page. */
export type ToPage =
  | { readonly kind: 'emit'; readonly topic: string; readonly data?: unknown }
  | { readonly kind: 'sheet'; readonly sheetId: number; readonly sheet: OrderSheet }
  | { readonly kind: 'closeSheet'; readonly sheetId: number }
  /** The page said something that is not in this protocol; the connection ends. */
  | { readonly kind: 'refused'; readonly detail: string };
