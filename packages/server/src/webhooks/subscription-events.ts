import {
  findOpenChanges,
  finishChange,
  type OpenChangesQuery,
  type StoredChange,
} from '../ledger/subscription-changes.js';
import { errorCodeOf } from '../telemetry/fulfillment-event.js';
import { type ApplyOptions, applyChange, type ChangeOutcome } from './apply-change.js';
import { type FindOwnerOptions, findOwner } from './find-owner.js';
import { type PlacedChange, readPlacedChange } from './place-change.js';
import type { ReadableChange } from './read-event.js';
import { storeChange } from './store-change.js';

/** The result of an incoming event. */
export type ReceivedOutcome =
  | ChangeOutcome
  /** `onSubscriptionChanged` threw. The event is stored, and `replay()` can try it again. */
  | 'failed';

/** What became of an incoming event. */
export interface ReceivedChange {
  readonly outcome: ReceivedOutcome;
  /** Whether another event of the same key and another state came before it. */
  readonly contrary: boolean;
}

/** What the events of subscriptions need. */
export interface SubscriptionEventsOptions<Tx> extends ApplyOptions<Tx>, FindOwnerOptions<Tx> {
  readonly onError: (error: unknown) => void;
}

const RETRIED_AT_ONCE = 100;
// After 5 s, 10 s, 20 s, … : a callback may fail because the database was away for a moment, or until it is mended.
const RETRY_PAUSE_MS = 5_000;
// The user is searched among those with an open intent, so they are found soon or never: within 43 minutes.
const OWNER_SEARCHES = 10;

/**
 * Handles the events of subscriptions: writes them to disk first, then applies them in the order in which they
 * happened.
 */
export class SubscriptionEvents<Tx> {
  readonly #options: SubscriptionEventsOptions<Tx>;

  constructor(options: SubscriptionEventsOptions<Tx>) {
    this.#options = options;
  }

  /**
   * Stores an event and applies it.
   *
   * @throws IapServerError if the event could not be written to disk: let the platform send it again
   */
  async receive(change: ReadableChange, payload: string): Promise<ReceivedChange> {
    const { store, now } = this.#options;
    const receivedAt = now();
    const { placed, before } = await store.transaction((ledger) =>
      storeChange(ledger, { change, payload, receivedAt }),
    );
    const contrary = placed.key.variant !== undefined;
    if (before?.state === 'applied' || before?.state === 'superseded')
      return { outcome: 'duplicate', contrary };
    const outcome = await this.#apply(placed);
    return { outcome: outcome === 'waiting' ? await this.#searchOwner(placed) : outcome, contrary };
  }

  /** Unfinished events, the oldest first. */
  list(limit: number): Promise<StoredChange[]> {
    return this.#open({ states: ['waiting', 'failed'], limit });
  }

  /** Tries failed events again. Resolves with the number of finished events. */
  async replay(): Promise<number> {
    const failed = await this.#open({ states: ['failed'], limit: RETRIED_AT_ONCE, by: 'turn' });
    return this.#finishAll(failed, (change) => this.#apply(change));
  }

  /**
   * Applies the waiting events whose orders have a user by now, and failed ones again, at growing intervals. Resolves with the number
   * of finished events.
   */
  async applyWaiting(): Promise<number> {
    const waiting = { states: ['waiting'], limit: RETRIED_AT_ONCE } as const;
    const owned = await this.#open({ ...waiting, owned: true, by: 'turn' });
    const failed = await this.#open({ ...waiting, states: ['failed'], by: 'turn' });
    const again = [...owned, ...failed.filter((change) => this.#isTurnOf(change))];
    const finished = await this.#finishAll(again, (change) => this.#apply(change));
    if (this.#options.partner === undefined) return finished;
    const ownerless = await this.#open({ ...waiting, owned: false, by: 'newest' });
    const due = ownerless.filter((change) => this.#isOwnerDue(change));
    return finished + (await this.#finishAll(due, (change) => this.#searchOwner(change)));
  }

  #open(query: OpenChangesQuery): Promise<StoredChange[]> {
    return this.#options.store.read((ledger) => findOpenChanges(ledger, query));
  }

  #isOwnerDue(change: StoredChange): boolean {
    return change.attempts < OWNER_SEARCHES && this.#isTurnOf(change);
  }

  /** Whether it is time for another attempt. An event from the future was received by a clock that was wrong. */
  #isTurnOf({ attempts, receivedAt }: StoredChange): boolean {
    const age = this.#options.now() - receivedAt.getTime();
    return age < 0 || age >= RETRY_PAUSE_MS * 2 ** (attempts - 1);
  }

  async #finishAll(
    stored: readonly StoredChange[],
    finish: (change: PlacedChange) => Promise<ReceivedOutcome>,
  ): Promise<number> {
    let finished = 0;
    for (const each of stored) {
      const change = readPlacedChange(each);
      const outcome = change === undefined ? 'failed' : await finish(change);
      if (outcome !== 'waiting' && outcome !== 'failed') finished += 1;
    }
    return finished;
  }

  /** Looks for the user of the order. The number of calls is limited for each event. */
  async #searchOwner(change: PlacedChange): Promise<ReceivedOutcome> {
    if (await this.#findOwner(change)) return this.#apply(change);
    const searched = { state: 'waiting', now: this.#options.now() } as const;
    await this.#options.store.transaction((ledger) => finishChange(ledger, change.key, searched));
    return 'waiting';
  }

  /** If the platform cannot be asked, the event keeps waiting. */
  async #findOwner(change: PlacedChange): Promise<boolean> {
    try {
      return await findOwner(this.#options, change.key.orderId, change);
    } catch (error) {
      this.#options.onError(error);
      return false;
    }
  }

  async #apply(change: PlacedChange): Promise<ReceivedOutcome> {
    try {
      return await applyChange(this.#options, change);
    } catch (error) {
      this.#options.onError(error);
      const failure = { state: 'failed', now: this.#options.now(), error: errorCodeOf(error) } as const;
      await this.#options.store.transaction((ledger) => finishChange(ledger, change.key, failure));
      return 'failed';
    }
  }
}
