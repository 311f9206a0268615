import {
  isOrderId,
  parseStatusDeterminedAt,
  type SubscriptionStatusChanged,
  subscriptionStatusChangedSchema,
  toOrderId,
} from '@ait-iap/protocol';
import {
  findOpenChanges,
  keepChange,
  type StoredChange,
  settleChange,
} from '../ledger/subscription-changes.js';
import { errorCodeOf } from '../telemetry/fulfillment-event.js';
import { type ApplyOptions, applyChange, type ChangeOutcome, type KeptChange } from './apply-change.js';
import { type FindOwnerOptions, findOwner } from './find-owner.js';

/** What became of an event that came in. */
export type ReceivedOutcome =
  | ChangeOutcome
  /** `onSubscriptionChanged` threw: kept, to be replayed. */
  | 'failed'
  /** It names no order or no time that could be kept. */
  | 'unusable';

/** What the events of subscriptions need. */
export interface SubscriptionEventsOptions<Tx> extends ApplyOptions<Tx>, FindOwnerOptions<Tx> {
  readonly onError: (error: unknown) => void;
}

const REPLAYED_AT_ONCE = 100;

/** Takes the events of subscriptions in: on disk first, then applied, in the order in which they happened. */
export class SubscriptionEvents<Tx> {
  readonly #options: SubscriptionEventsOptions<Tx>;

  constructor(options: SubscriptionEventsOptions<Tx>) {
    this.#options = options;
  }

  /** @throws IapServerError if the event could not be put on disk: let the platform send it again */
  async receive(event: SubscriptionStatusChanged): Promise<ReceivedOutcome> {
    const kept = readKey(event);
    if (kept === undefined) return 'unusable';
    const { store, now } = this.#options;
    const state = await store.transaction((ledger) =>
      keepChange(ledger, {
        ...kept.key,
        occurredAtMs: kept.occurredAtMs,
        payload: JSON.stringify(event),
        receivedAt: now(),
      }),
    );
    if (state === 'applied' || state === 'superseded') return 'duplicate';
    return this.#settle(kept);
  }

  /** Events that wait for their order, or that failed; the oldest first. */
  list(states: readonly ('waiting' | 'failed')[], limit: number): Promise<StoredChange[]> {
    return this.#options.store.read((ledger) => findOpenChanges(ledger, { states, limit }));
  }

  /** Tries events again. Resolves with how many were settled. */
  async retry(states: readonly ('waiting' | 'failed')[]): Promise<number> {
    let settled = 0;
    for (const change of await this.list(states, REPLAYED_AT_ONCE)) {
      const event = subscriptionStatusChangedSchema.parse(JSON.parse(change.payload));
      const outcome = await this.#settle({ key: change, event, occurredAtMs: change.occurredAtMs });
      if (outcome !== 'waiting' && outcome !== 'failed') settled += 1;
    }
    return settled;
  }

  async #settle(kept: KeptChange): Promise<ReceivedOutcome> {
    try {
      const outcome = await applyChange(this.#options, kept);
      if (outcome !== 'waiting') return outcome;
      const found = await findOwner(this.#options, kept.key.orderId, kept.event);
      return found ? await applyChange(this.#options, kept) : 'waiting';
    } catch (error) {
      this.#options.onError(error);
      const failure = { state: 'failed', now: this.#options.now(), error: errorCodeOf(error) } as const;
      await this.#options.store.transaction((ledger) => settleChange(ledger, kept.key, failure));
      return 'failed';
    }
  }
}

function readKey(event: SubscriptionStatusChanged): KeptChange | undefined {
  const occurredAtMs = parseStatusDeterminedAt(event.occurredAt);
  if (occurredAtMs === undefined || !isOrderId(event.orderId)) return undefined;
  const { eventType, occurredAt, changeReason } = event;
  return {
    key: { orderId: toOrderId(event.orderId), eventType, occurredAt, changeReason },
    event,
    occurredAtMs,
  };
}
