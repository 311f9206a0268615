/** What a round did. */
export interface ReconciliationReport {
  readonly checked: number;
  readonly granted: number;
  readonly revoked: number;
  readonly failed: number;
}
