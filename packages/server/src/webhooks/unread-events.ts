import type { LedgerStore } from '../ledger/ledger-store.js';
import type { UnreadState } from '../ledger/schema.js';
import { findUnread, forgetUnread, keepUnread } from '../ledger/unread-webhooks.js';
import { digestOf } from './digest-of.js';
import { type ReadableChange, readEvent } from './read-event.js';

const REREAD_AT_ONCE = 1_000;

/** The events that could not be read. They are stored as they arrived, so that a later version can read them. */
export class UnreadEvents {
  readonly #store: LedgerStore<unknown>;
  readonly #now: () => number;

  constructor(store: LedgerStore<unknown>, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Writes the body to disk. The same body is stored only once. */
  async keep(event: {
    readonly eventType: string;
    readonly state: UnreadState;
    readonly body: string;
  }): Promise<void> {
    const { eventType, state, body } = event;
    const kept = {
      digest: await digestOf(body),
      eventType,
      state,
      // PostgreSQL does not accept NUL, and JSON contains none.
      payload: body.replaceAll('\0', '\ufffd'),
      receivedAt: new Date(this.#now()),
    };
    await this.#store.transaction((ledger) => keepUnread(ledger, kept));
  }

  /** The stored events, the oldest first. */
  list = (limit: number) => this.#store.read((ledger) => findUnread(ledger, limit));

  /** Reads all of them again, and passes on those that this version can read. Resolves with their number. */
  async reread(receive: (change: ReadableChange, payload: string) => Promise<unknown>): Promise<number> {
    let read = 0;
    for (const { digest, payload } of await this.list(REREAD_AT_ONCE)) {
      const event = readEvent(payload);
      if (event.kind !== 'change') continue;
      await receive(event.change, payload);
      await this.#store.transaction((ledger) => forgetUnread(ledger, digest));
      read += 1;
    }
    return read;
  }
}
