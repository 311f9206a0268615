/** What runs here: `GET /api`. */
export interface WorldInfo {
  readonly version: string;
  readonly appName: string;
  readonly seed: string;
  readonly now: string;
  readonly orders: number;
  readonly events: number;
  readonly partnerUrl?: string;
  readonly certificateFolder?: string;
}

/** `GET /api/clock` */
export interface ClockInfo {
  readonly now: string;
  readonly rate: number;
}

/** `GET /api/settings` */
export interface WorldSettings {
  readonly googleRefunds: 'approve' | 'reject' | 'by-hand';
  readonly appleRefunds: 'approve' | 'reject' | 'by-hand';
  readonly refundHours: number;
  readonly buildSeconds: number;
  readonly mockItems: 'toss' | 'sandbox' | 'until-registered';
  readonly userKeyHeader: 'required' | 'optional';
  readonly statusTimeZone: 'none' | 'offset';
  readonly holidays: readonly string[];
}

/** A story of a subscription for a webhook. */
export interface Scenario {
  readonly name: string;
  readonly ko: string;
  readonly en: string;
  /** The reasons of the webhooks, in their order. */
  readonly tells: readonly string[];
}

/** One entry of the log. */
export interface LogEvent {
  readonly seq: number;
  readonly at: number;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A fault that can be armed. */
export interface FaultKind {
  readonly name: string;
  readonly place: 'purchase' | 'bridge' | 'order-status' | 'webhook' | 'tls';
  readonly parameters: readonly string[];
  readonly ko: string;
  readonly en: string;
}

/** An armed fault. */
export interface ArmedFault {
  readonly id: string;
  readonly name: string;
  readonly struck: number;
  readonly times?: number | 'always';
  readonly probability?: number;
  readonly userKey?: string;
  readonly sku?: string;
  readonly orderId?: string;
  readonly [parameter: string]: unknown;
}

/** Contract and KYC. */
export interface Account {
  readonly contract: 'NONE' | 'SIGNED';
  readonly kyc: 'NONE' | 'IN_REVIEW' | 'APPROVED' | 'REJECTED';
  readonly kycReason?: string;
}

/** A webhook and its attempts. */
export interface WebhookDelivery {
  readonly id: string;
  readonly state: 'waiting' | 'delivered' | 'failed';
  readonly nextAt?: number;
  readonly body: { readonly eventType: string; readonly changeReason?: string; readonly orderId?: string };
  readonly attempts: ReadonlyArray<{ at: number; status?: number; error?: string; byHand?: boolean }>;
}

/** `GET /api/webhooks` */
export interface Webhooks {
  readonly target: { url: string; active: boolean; authorization?: 'basic' | 'bearer' } | null;
  readonly deliveries: readonly WebhookDelivery[];
}
