import type { StopReason } from '../telemetry/stop-reason.js';

/** What one round did. */
export interface ReconciliationReport {
  /** How many orders were checked. */
  readonly checked: number;
  /** How many of them were granted. */
  readonly granted: number;
  /** How many of them were revoked. */
  readonly revoked: number;
  /** How many checks failed. */
  readonly failed: number;
  /** Why it ended early. Missing if it did not. */
  readonly stopped?: StopReason;
}
