import { forgetAskers } from '../ledger/askers.js';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import type { LedgerQueries } from '../ledger/ledger-store.js';
import { countUnconfirmed, forgetUnconfirmed } from '../ledger/unconfirmed-orders.js';

/** How many open ids one user may have that the platform has never known. */
export const MOST_UNCONFIRMED_OF_USER = 20;

/** How many such ids may be open in all. */
export const MOST_UNCONFIRMED = 10_000;

// A user has one or two orders in progress. For a user with more open ids, nobody waits on the platform.
const WAITED_FOR = 5;
// Ids of one user that are being asked about at the same moment. They may be made up.
const MOST_AT_ONCE = 200;
// Retries of a mini-app whose order the platform does not know yet. After that, one question in a while.
const FREE_CHECKS = 10;
const REPEAT_PAUSE_MS = 5 * 60_000;

// How long after the last question about such an id.
const FORGOTTEN_AFTER_MS = 60 * 60_000;
const FORGET_EVERY_MS = 10 * 60_000;

/** `wait`: ask, and wait for the order where the caller wants to. `once`: ask once. `refuse`: do not ask. */
export type Admission = 'wait' | 'once' | 'refuse';

/** What is known about an id that a user names. */
export interface NamedId {
  readonly userKey: string;
  readonly known: LedgerOrder | undefined;
  /** How many open ids of this user the platform has never known. */
  readonly open: number;
  readonly now: number;
}

/**
 * Limits the cost of ids that only a signed-in user has named. Each one is a question to the platform, and a flood of
 * made-up ids would take the rate budget from refund checks and from other users.
 */
export class UnconfirmedIds {
  readonly #asking = new Map<string, Set<object>>();
  #forgottenAt = Number.NEGATIVE_INFINITY;

  /** Whether the platform is asked about an id now. */
  admit({ userKey, known, open, now }: NamedId): Admission {
    if (known?.confirmed) return 'wait';
    const atOnce = this.#asking.get(userKey)?.size ?? 0;
    if (atOnce >= MOST_AT_ONCE) return 'refuse';
    const own = known?.userKey === userKey;
    if (!own && open >= MOST_UNCONFIRMED_OF_USER) return 'refuse';
    const pause = now - (known?.checkedAt?.getTime() ?? 0);
    if (own && known.checks >= FREE_CHECKS && pause >= 0 && pause < REPEAT_PAUSE_MS) return 'refuse';
    return Math.max(open, atOnce) < WAITED_FOR ? 'wait' : 'once';
  }

  /** Counts an unconfirmed id while it is asked about, until the answer is written. */
  async asking<Result>(id: NamedId, work: () => Promise<Result>): Promise<Result> {
    if (id.known?.confirmed) return work();
    const asking = this.#asking.get(id.userKey) ?? new Set();
    this.#asking.set(id.userKey, asking.add(id));
    try {
      return await work();
    } finally {
      asking.delete(id);
      if (asking.size === 0) this.#asking.delete(id.userKey);
    }
  }

  /** Deletes ids that turned out not to exist. Only now and then, because it looks at all of them. */
  async forgetOld(ledger: LedgerQueries, now: number): Promise<void> {
    if (Math.abs(now - this.#forgottenAt) < FORGET_EVERY_MS) return;
    this.#forgottenAt = now;
    await forgetUnconfirmed(ledger, now - FORGOTTEN_AFTER_MS);
    await forgetAskers(ledger);
  }
}

/** Whether there is room for one more id that only this user has named. */
export async function hasRoomFor(ledger: LedgerQueries, userKey: string | undefined): Promise<boolean> {
  const ofUser = await countUnconfirmed(ledger, userKey, MOST_UNCONFIRMED_OF_USER);
  if (userKey !== undefined && ofUser >= MOST_UNCONFIRMED_OF_USER) return false;
  return (await countUnconfirmed(ledger, undefined, MOST_UNCONFIRMED)) < MOST_UNCONFIRMED;
}
