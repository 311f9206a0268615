import type { StopReason } from '../telemetry/stop-reason.js';
import { provesOwner } from './status-meaning.js';

/**
 * Whether the certificate is in doubt: raised by reconciliation, shown by `health()` and `backlog()` of this process, and lowered
 * by the first answer that knows an order.
 */
export class MismatchAlarm {
  #reason: StopReason | undefined;

  get reason(): StopReason | undefined {
    return this.#reason;
  }

  /** Whether that is news. */
  raise(reason: StopReason): boolean {
    const news = this.#reason !== reason;
    this.#reason = reason;
    return news;
  }

  /** Told of each answer. Any at all shows that the platform knows the mini-app. */
  hear(status: string): void {
    if (this.#reason === 'MINIAPP_NOT_REGISTERED' || provesOwner(status)) this.#reason = undefined;
  }
}
