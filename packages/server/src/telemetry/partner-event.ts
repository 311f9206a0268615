import type { Lane } from '../rate-budget/lane.js';

/** What every event of one call of the partner client carries. */
interface PartnerCallFields {
  /** The call that the event belongs to: a number that is unique in this process. */
  readonly callId: number;
  /** The order that was asked about, in lower case. */
  readonly orderId: string;
  /** When it happened, in milliseconds since 1970 on the client's clock. */
  readonly at: number;
}

/** A call starts. */
export interface PartnerCallStarted extends PartnerCallFields {
  /** The name of the event. */
  readonly type: 'partner.call.started';
  /** Who waits for the answer. */
  readonly lane: Lane;
  /** The user key, redacted. Missing if the call asked for any user. */
  readonly userKey?: string;
}

/** One request was answered or failed. */
export interface PartnerAttempted extends PartnerCallFields {
  /** The name of the event. */
  readonly type: 'partner.attempt';
  /** 1 for the first attempt of the call. */
  readonly attempt: number;
  /** How long the request took, in milliseconds. */
  readonly durationMs: number;
  /** The platform's word, when there was a usable answer. */
  readonly status?: string;
  /** The `code` of the error, when there was none. */
  readonly errorCode?: string;
}

/** The call waits: for the rate budget, or before another attempt. */
export interface PartnerWaited extends PartnerCallFields {
  /** The name of the event. */
  readonly type: 'partner.wait';
  /** What the call waits for. */
  readonly reason: 'rate_budget' | 'retry';
  /**
   * How long, in milliseconds. For the rate budget: how long the call has waited. Before a retry: how long it will
   * wait.
   */
  readonly durationMs: number;
}

/** A call ends with a status or an error. */
export interface PartnerCallEnded extends PartnerCallFields {
  /** The name of the event. */
  readonly type: 'partner.call.ended';
  /** Who waits for the answer. */
  readonly lane: Lane;
  /** How long the whole call took, with all attempts and waits, in milliseconds. */
  readonly durationMs: number;
  /** How many requests were sent. */
  readonly attempts: number;
  /** The platform's word, raw, if there is an answer. */
  readonly status?: string;
  /** The code of the error, if the call failed. */
  readonly errorCode?: string;
}

/**
 * One of two client certificates cannot be used, so the client uses the other one. Fix it before the other one expires.
 */
export interface PartnerCertificateUnusable {
  /** The name of the event. */
  readonly type: 'partner.certificate.unusable';
  /** When it was read, in milliseconds since 1970 on the client's clock. */
  readonly at: number;
  /** The option that is wrong, such as `tls[1].key`. */
  readonly field: string;
  /** The `code` of the `ClientCertificateError`. */
  readonly errorCode: string;
  /** What is wrong and what to do. It contains nothing of the certificate or its key. */
  readonly message: string;
}

/** What the partner client reports of its calls. User keys are redacted. */
export type PartnerEvent = PartnerCallStarted | PartnerAttempted | PartnerWaited | PartnerCallEnded;
