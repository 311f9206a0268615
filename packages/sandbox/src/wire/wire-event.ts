import type { WorldEventType } from '../world/world-event.js';

/** The phone and app of a page, as far as an observer needs them. */
export interface WireDevice {
  /** The user of the phone. */
  readonly userKey: string;
  /** The platform of the phone. */
  readonly platform: 'android' | 'ios';
  /** The app: the sandbox app or the Toss app. */
  readonly environment: 'sandbox' | 'toss';
  /** The version of the Toss app. */
  readonly appVersion: string;
  /** The id of the phone. */
  readonly deviceId: string;
}

/** A screen that the Toss app shows over the page. */
export type HostScreen = 'refund-offer' | 'error' | 'app-closed';

/** The fields of each event, besides its sequence number, time and order. */
export interface WireEventData {
  /** A page was opened in a Toss app. */
  'app.opened': { readonly device: WireDevice };
  /** The Toss app of a page has closed: the page has gone, or a fault killed the app. */
  'app.closed': { readonly device: WireDevice; readonly why: 'page-gone' | 'fault' };

  /** The page called a function of the bridge. The `seq` of this event is the `call` of those below. */
  'bridge.called': {
    readonly userKey: string;
    readonly deviceId: string;
    readonly function: string;
    readonly args: unknown;
  };
  /** The host answered a call. A call that is never answered has none. */
  'bridge.answered': {
    readonly call: number;
    readonly userKey: string;
    readonly function: string;
    readonly outcome: 'result' | 'error';
    readonly answer?: unknown;
    /** Error code, if it is an error. */
    readonly code?: string;
    /** Real milliseconds since the call. */
    readonly took: number;
  };
  /** The host sent a listening page `purchased`, `success`, or an error. */
  'bridge.told': {
    readonly call: number;
    readonly userKey: string;
    readonly function: string;
    readonly topic: 'event' | 'error';
    readonly told: unknown;
    readonly code?: string;
  };

  /** A purchase call has got its order. */
  'purchase.opened': { readonly call?: number; readonly userKey: string; readonly sku: string };
  /** The order sheet is open. No money has moved yet. */
  'sheet.shown': {
    readonly userKey: string;
    readonly sku: string;
    readonly displayName: string;
    readonly displayAmount: string;
  };
  /** `gone`: the page or the app closed while the sheet was open. */
  'sheet.closed': {
    readonly userKey: string;
    readonly decision: 'approve' | 'cancel' | 'gone';
    /** The scenario that the person chose. */
    readonly scenario?: string;
  };
  /** The mini-app answered `purchased`: with `true`, with anything else, or with a fault on its way. */
  'grant.answered': { readonly userKey: string; readonly answer: unknown };
  /** The Toss app shows a page of its own, with the error code that led to it, if there is one. */
  'screen.shown': { readonly userKey: string; readonly screen: HostScreen; readonly code?: string };

  /** A backend asked for the status of an order. */
  'status.asked': {
    readonly userKey?: string;
    /** Common name of the client certificate. */
    readonly clientName?: string;
  };
  /** The answer to it. */
  'status.answered': {
    /** The `seq` of the question. */
    readonly ask: number;
    /** The HTTP status. Absent if the connection was broken. */
    readonly http?: number;
    readonly resultType?: string;
    readonly status?: string;
    readonly errorCode?: string;
    /** What was done to the connection instead of an answer. */
    readonly broken?: string;
    readonly took: number;
  };

  /** A webhook was sent, or could not be. `status` is the HTTP status of the backend, if it answered. */
  'webhook.attempted': {
    readonly delivery: string;
    readonly url: string;
    readonly changeReason?: string;
    readonly status?: number;
    readonly error?: string;
    readonly byHand?: true;
    readonly state: 'waiting' | 'delivered' | 'failed';
  };

  /** An armed fault has struck. `fault` is the id that arming it returned. */
  'fault.struck': {
    readonly fault: string;
    readonly name: string;
    readonly userKey?: string;
    readonly sku?: string;
    readonly function?: string;
  };

  /** The user gets a push notification. */
  'push.sent': { readonly userKey: string; readonly text: string };
  /** The partner gets an e-mail. */
  'mail.sent': { readonly to: string; readonly subject: string };

  /** The world has changed: one event for each event of its log, without the content of records. */
  'world.changed': {
    /** The sequence number in the log. */
    readonly event: number;
    readonly change: WorldEventType;
    /** For a record: its kind and id. */
    readonly kind?: string;
    readonly id?: string;
    readonly userKey?: string;
  };
  /** The world was replaced: reset, imported or undone. */
  'world.replaced': { readonly events: number };
  /**
   * The sandbox clock was moved, or its rate was changed. `now` is its time in epoch milliseconds, `rate` 0 for a
   * frozen clock.
   */
  'clock.moved': { readonly now: number; readonly rate: number };

  /** The sandbox itself failed, which is a bug. */
  'sandbox.failed': { readonly where: string; readonly message: string };
}

/** Name of an event. */
export type WireEventType = keyof WireEventData;

/** Where and when something happened. */
export interface WirePlace {
  /** 1, 2, 3, … since this sandbox started. */
  readonly seq: number;
  /** The time of the sandbox clock, in epoch milliseconds. */
  readonly at: number;
  /** The time of the machine, in epoch milliseconds. It also changes while the sandbox clock is frozen. */
  readonly real: number;
  /** The order of the event, if there is one. */
  readonly orderId?: string;
}

/** An event of the wire. It is not part of the world and is lost with the process. */
export type WireEvent = {
  [Type in WireEventType]: WirePlace & { readonly type: Type } & WireEventData[Type];
}[WireEventType];

/** An event that has not been published yet. */
export type NewWireEvent = {
  [Type in WireEventType]: { readonly type: Type; readonly orderId?: string } & WireEventData[Type];
}[WireEventType];

const NAMES: Readonly<Record<WireEventType, true>> = {
  'app.opened': true,
  'app.closed': true,
  'bridge.called': true,
  'bridge.answered': true,
  'bridge.told': true,
  'purchase.opened': true,
  'sheet.shown': true,
  'sheet.closed': true,
  'grant.answered': true,
  'screen.shown': true,
  'status.asked': true,
  'status.answered': true,
  'webhook.attempted': true,
  'fault.struck': true,
  'push.sent': true,
  'mail.sent': true,
  'world.changed': true,
  'world.replaced': true,
  'clock.moved': true,
  'sandbox.failed': true,
};

/** All event names. */
export const WIRE_EVENT_TYPES = Object.keys(NAMES) as readonly WireEventType[];
