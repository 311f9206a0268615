import type { StopReason } from '../telemetry/stop-reason.js';

/** What a round did. */
export interface ReconciliationReport {
  readonly checked: number;
  readonly granted: number;
  readonly revoked: number;
  readonly failed: number;
  /** Why it ended early: the certificate is in doubt. */
  readonly stopped?: StopReason;
}
