import type { Lane } from '../rate-budget/lane.js';

/** What every event of one call of the partner client carries. */
interface PartnerCallFields {
  /** The call that the event belongs to: a number that is unique in this process. */
  readonly callId: number;
  readonly orderId: string;
  /** When it happened, in milliseconds since 1970 on the client's clock. */
  readonly at: number;
}

/** A call starts. */
export interface PartnerCallStarted extends PartnerCallFields {
  readonly type: 'partner.call.started';
  readonly lane: Lane;
  /** The user key, redacted. Missing if the call asked for any user. */
  readonly userKey?: string;
}

/** One request was answered or failed. */
export interface PartnerAttempted extends PartnerCallFields {
  readonly type: 'partner.attempt';
  /** 1 for the first attempt of the call. */
  readonly attempt: number;
  readonly durationMs: number;
  /** The platform's word, when there was a usable answer. */
  readonly status?: string;
  /** The `code` of the error, when there was none. */
  readonly errorCode?: string;
}

/** The call waits: for the rate budget, or before another attempt. */
export interface PartnerWaited extends PartnerCallFields {
  readonly type: 'partner.wait';
  readonly reason: 'rate_budget' | 'retry';
  /**
   * How long, in milliseconds. For the rate budget: how long the call has waited. Before a retry: how long it will
   * wait.
   */
  readonly durationMs: number;
}

/** A call ends with a status or an error. */
export interface PartnerCallEnded extends PartnerCallFields {
  readonly type: 'partner.call.ended';
  readonly lane: Lane;
  readonly durationMs: number;
  readonly attempts: number;
  readonly status?: string;
  readonly errorCode?: string;
}

/**
 * One of two client certificates cannot be used, so the client uses the other one. Fix it before the other one expires.
 */
export interface PartnerCertificateUnusable {
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
