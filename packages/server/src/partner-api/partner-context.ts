import type { Clock } from '@ait-iap/protocol';
import type { Emit } from '../listeners/emitter.js';
import type { RateBudget } from '../rate-budget/rate-budget.js';
import type { PartnerEvent } from '../telemetry/partner-event.js';
import type { PartnerTransport } from '../transport/partner-transport.js';
import type { Closing } from './closing.js';

/** What one partner client is made of; every call of it works with the same one. */
export interface PartnerContext {
  readonly transport: PartnerTransport;
  readonly budget: RateBudget;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly attemptTimeoutMs: number;
  readonly retries: number;
  readonly timeZone: string;
  readonly random: () => number;
  readonly closing: Closing;
  readonly emit: Emit<PartnerEvent> | undefined;
}
