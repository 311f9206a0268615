import type { LocalizedText } from '@ait-iap/protocol';
import type { PurchaseScenarioName } from '../../faults/purchase-scenarios.js';
import type { Device } from '../../world/device.js';
import type { RefundReason } from '../../world/refund.js';
import type { OrderSheet, PaymentDecision } from '../payment-sheet.js';
import type { ShownScreen } from '../phone-screens.js';

/** The path of the WebSocket between a page and its Toss app in the sandbox server. */
export const BRIDGE_SOCKET_PATH = '/bridge';

/** Who decides on the order sheet: a person at the page, or nobody. */
export const PAGE_PAYMENTS = ['ask', 'approve', 'cancel'] as const;

/** One of {@link PAGE_PAYMENTS}. */
export type PagePayment = (typeof PAGE_PAYMENTS)[number];

/** Messages from the page. `hello` comes first, once. */
export type FromPage =
  | {
      readonly kind: 'hello';
      readonly device: Device;
      readonly payment: PagePayment;
      /** Whether a person looks at the page and should see the Toss app's screens. Absent: no. */
      readonly drawn?: boolean | undefined;
      /** Whether it wants to know which faults wait for its user. Absent: no. */
      readonly hasPanel?: boolean | undefined;
      readonly fault?: string | undefined;
    }
  /** The parsed message of `window.ReactNativeWebView.postMessage`. */
  | { readonly kind: 'message'; readonly message: unknown }
  | {
      readonly kind: 'decision';
      readonly sheetId: number;
      readonly decision: PaymentDecision;
      /** With `approve`: what happens to this order. */
      readonly scenario?: PurchaseScenarioName;
    }
  /** The person has left a screen of the Toss app, perhaps with a refund request. */
  | { readonly kind: 'left'; readonly screenId: number; readonly refund?: RefundReason }
  /** Changes who decides from now on, and whether the Toss app's screens are drawn. */
  | { readonly kind: 'payment'; readonly payment: PagePayment; readonly drawn: boolean }
  /** Sets what happens to the user's next purchase. */
  | { readonly kind: 'arm'; readonly scenario: PurchaseScenarioName }
  /** Disarms the faults of this user only. */
  | { readonly kind: 'disarm' };

/** Messages to the page. */
export type ToPage =
  | { readonly kind: 'emit'; readonly topic: string; readonly data?: unknown }
  | { readonly kind: 'sheet'; readonly sheetId: number; readonly sheet: OrderSheet }
  | { readonly kind: 'closeSheet'; readonly sheetId: number }
  | { readonly kind: 'screen'; readonly screenId: number; readonly screen: ShownScreen }
  | { readonly kind: 'push'; readonly text: string }
  /** The armed faults that may strike the page's user. */
  | { readonly kind: 'armed'; readonly faults: readonly LocalizedText[] }
  /** The page sent a message that is not in this protocol. The connection ends. */
  | { readonly kind: 'refused'; readonly detail: string };
