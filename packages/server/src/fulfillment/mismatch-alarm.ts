import type { StopReason } from '../telemetry/stop-reason.js';
import { provesOwner } from './status-meaning.js';

/**
 * The alarm that the client certificate may be wrong. Reconciliation raises it, `health()` and `backlog()` of this
 * process show it, and the first answer that knows an order clears it.
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

  /** Reports each answer. Any answer shows that the platform knows the mini-app. */
  hear(status: string): void {
    if (this.#reason === 'MINIAPP_NOT_REGISTERED' || provesOwner(status)) this.#reason = undefined;
  }
}
