import type { StopReason } from '../fulfillment/mismatch-alarm.js';

/** What a round did. */
export interface ReconciliationReport {
  readonly checked: number;
  readonly granted: number;
  readonly revoked: number;
  readonly failed: number;
  /** Why it ended early: the platform calls orders that it knew those of another mini-app, one after the other. */
  readonly stopped?: StopReason;
}
