/** Why reconciliation stands still. */
export type StopReason = 'MINIAPP_MISMATCH';

/**
 * Whether the certificate is in doubt: raised by reconciliation, shown by `health()` and `backlog()` of this process, and lowered
 * by the first answer that knows an order.
 */
export class MismatchAlarm {
  #raised = false;

  get reason(): StopReason | undefined {
    return this.#raised ? 'MINIAPP_MISMATCH' : undefined;
  }

  /** Whether it was down before. */
  raise(): boolean {
    const news = !this.#raised;
    this.#raised = true;
    return news;
  }

  lower(): void {
    this.#raised = false;
  }
}
