import { isIapServerError } from '../errors/iap-server-error.js';
import { redactUserKey } from '../errors/redact.js';
import type { Lane } from '../rate-budget/lane.js';
import type { OrderStatusResult } from './order-status-result.js';
import type { OrderQuestion } from './partner-client.js';
import type { PartnerContext } from './partner-context.js';

let calls = 0;

/** How one call ended, or one attempt of it. */
type Ending = { readonly status: string } | { readonly errorCode: string };

/** Reports to the listener what happens during one call. Costs nothing if there is no listener. */
export class CallReport {
  readonly #context: PartnerContext;
  readonly #fields: { readonly callId: number; readonly orderId: string };
  readonly #lane: Lane;
  readonly #startedAt: number;
  /** How many attempts were started. */
  attempts = 0;

  constructor(context: PartnerContext, { orderId, userKey }: OrderQuestion, lane: Lane) {
    this.#context = context;
    this.#lane = lane;
    calls += 1;
    this.#fields = { callId: calls, orderId };
    this.#startedAt = context.clock.now();
    context.emit?.({
      type: 'partner.call.started',
      ...this.#fields,
      at: this.#startedAt,
      lane,
      ...(typeof userKey === 'string' && { userKey: redactUserKey(userKey) }),
    });
  }

  attempted(startedAt: number, ending: Ending): void {
    const { clock, emit } = this.#context;
    if (emit === undefined) return;
    const at = clock.now();
    const { attempts: attempt } = this;
    emit({ type: 'partner.attempt', ...this.#fields, at, attempt, durationMs: at - startedAt, ...ending });
  }

  waited(reason: 'rate_budget' | 'retry', durationMs: number): void {
    const { clock, emit } = this.#context;
    emit?.({ type: 'partner.wait', ...this.#fields, at: clock.now(), reason, durationMs });
  }

  ended(ending: Ending): void {
    const { clock, emit } = this.#context;
    if (emit === undefined) return;
    const at = clock.now();
    emit({
      type: 'partner.call.ended',
      ...this.#fields,
      at,
      lane: this.#lane,
      durationMs: at - this.#startedAt,
      attempts: this.attempts,
      ...ending,
    });
  }
}

/** The end of a call that returned a result. */
export function answered({ status }: OrderStatusResult): Ending {
  return { status };
}

/** The end of a call that threw. */
export function failed(error: unknown): Ending {
  return { errorCode: isIapServerError(error) ? error.code : 'UNEXPECTED' };
}
