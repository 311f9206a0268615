import type { CatalogProduct } from './catalog-product.js';
import type { VersionChange } from './mini-app-version.js';
import type { StoreName } from './order.js';
import type { RefundDecider, RefundReason } from './refund.js';
import type { SubscriptionStep } from './subscription-change.js';
import type { WorldSettings } from './world-settings.js';

/**
 * The fields of each event, besides its sequence number and time. The names are in the past tense, because an event has
 * happened.
 */
export interface WorldEventData {
  /** The first event of every log. */
  WorldCreated: { readonly seed: string; readonly settings: WorldSettings };
  /** The rules of the world changed. `settings` holds all of them, also those that did not change. */
  SettingsChanged: { readonly settings: WorldSettings };
  /** A product was added or changed. `product` is all of it. */
  ProductChanged: { readonly product: CatalogProduct };
  /** A product is no longer in the catalogue. Its orders stay. */
  ProductRemoved: { readonly sku: string };

  /** An order sheet opened. `amount` is what the user will pay, in KRW. No money has moved yet. */
  OrderOpened: {
    readonly orderId: string;
    readonly userKey: string;
    readonly sku: string;
    readonly store: StoreName;
    readonly amount: number;
    readonly offerId?: string;
  };
  /** Another person has to approve the payment. The order stays in progress until it is paid or fails. */
  PaymentPended: { readonly orderId: string };
  /** The app market has taken the payment, and Toss has recorded it. The order waits for its grant. */
  OrderPaid: { readonly orderId: string };
  /**
   * The app market took the payment, and Toss could not record it. `recordedAt` is when Toss will record it after all,
   * if ever.
   */
  PaymentTaken: { readonly orderId: string; readonly code: string; readonly recordedAt?: number };
  /** Toss has recorded a lost payment. The mini-app is not asked, so the order is pending. */
  PaymentRecorded: { readonly orderId: string };
  /** The order ended before it was paid. */
  OrderFailed: { readonly orderId: string; readonly reason: string };
  /** The mini-app answered true in time, completed the grant later, or bought through the legacy function. */
  OrderGranted: { readonly orderId: string; readonly by: GrantConfirmation };
  /** The mini-app answered false. The order stays pending. */
  GrantRefused: { readonly orderId: string };
  /** Thirty seconds passed without an answer. The order stays pending. */
  GrantWindowClosed: { readonly orderId: string };

  /** A user asked for their money back. `decider` decides next. No money has moved yet. */
  RefundRequested: {
    readonly orderId: string;
    readonly reason: RefundReason;
    readonly decider: RefundDecider;
  };
  /** The partner approved a request. Now the app market decides. No money has moved yet. */
  RefundApproved: { readonly orderId: string };
  /** A request was rejected. The user has the reason, and keeps the product. */
  RefundRejected: { readonly orderId: string; readonly by: RefundDecider; readonly reason: string };
  /** The app market has paid the money back. */
  OrderRefunded: { readonly orderId: string; readonly reason: string };

  /**
   * A subscription began, renewed, paused, ended or changed in another way. Money has moved if the step is a payment
   * or a refund.
   */
  SubscriptionChanged: { readonly orderId: string } & SubscriptionStep;

  /** A small document of a part of the sandbox that has no event type of its own. */
  RecordChanged: {
    readonly kind: string;
    readonly id: string;
    /** Plain JSON. Absent: the record is deleted. */
    readonly value?: unknown;
    /** When a due of the record's kind has to be handled. null cancels it, absent keeps it. */
    readonly due?: number | null;
  };
  /** A step of a mini-app version. The bytes of its bundle are stored beside the log. */
  VersionChanged: VersionChange;
  /** An e-mail to the partner. */
  PartnerMailed: { readonly subject: string; readonly text: string };
  /** A push that the Toss app would show to the user. */
  UserNotified: { readonly userKey: string; readonly orderId: string; readonly text: string };
}

/** How the grant was confirmed. */
export type GrantConfirmation = 'processProductGrant' | 'completeProductGrant' | 'legacy';

/** Name of an event. */
export type WorldEventType = keyof WorldEventData;

/** One event of the log. `seq` counts 1, 2, 3, …; `at` is the time of the sandbox clock in epoch milliseconds. */
export type WorldEvent = {
  [Type in WorldEventType]: {
    readonly seq: number;
    readonly at: number;
    readonly type: Type;
  } & WorldEventData[Type];
}[WorldEventType];

/** An event that is not in the log yet. */
export type NewWorldEvent = {
  [Type in WorldEventType]: { readonly type: Type } & WorldEventData[Type];
}[WorldEventType];
