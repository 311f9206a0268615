import type { StopReason } from '../telemetry/stop-reason.js';

/** What one round did. */
export interface ReconciliationReport {
  readonly checked: number;
  readonly granted: number;
  readonly revoked: number;
  readonly failed: number;
  /** Why it ended early. Missing if it did not. */
  readonly stopped?: StopReason;
}
