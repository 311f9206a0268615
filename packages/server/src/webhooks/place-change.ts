import type { LedgerQueries } from '../ledger/ledger-store.js';
import { newestPosition, type StoredChange } from '../ledger/subscription-changes.js';
import { type ReadableChange, readStoredChange } from './read-event.js';

/** A change with its place among the changes of its order. */
export interface PlacedChange extends ReadableChange {
  /** The moment that it is given among the changes of its order, in milliseconds since 1970. */
  readonly positionMs: number;
  /** When it happened as far as that can be believed: not a day after it came. In milliseconds since 1970. */
  readonly happenedAtMs: number;
}

// Wider than any time zone that was left out or mistaken, and than the clocks of two machines are apart.
const BELIEVED_AHEAD_MS = 86_400_000;

/**
 * Gives a change that came in its place: the moment at which it happened. A moment in the far future is a mistake, and would
 * keep every later change out; such a change is placed beside the newest one that is known instead.
 */
export async function placeChange(
  ledger: LedgerQueries,
  change: ReadableChange,
  receivedAtMs: number,
): Promise<PlacedChange> {
  const happenedAtMs = believedInstant(change, receivedAtMs);
  const positionMs =
    happenedAtMs === change.claimedAtMs
      ? happenedAtMs
      : ((await newestPosition(ledger, change.key.orderId)) ?? 0);
  return { ...change, happenedAtMs, positionMs };
}

/** Reads a change back that was kept, with the place that it was given; `undefined` if this version cannot read it. */
export function readPlacedChange(stored: StoredChange): PlacedChange | undefined {
  const change = readStoredChange(stored);
  return (
    change && {
      ...change,
      happenedAtMs: believedInstant(change, stored.receivedAt.getTime()),
      positionMs: stored.occurredAtMs,
    }
  );
}

function believedInstant({ claimedAtMs }: ReadableChange, receivedAtMs: number): number {
  return claimedAtMs <= receivedAtMs + BELIEVED_AHEAD_MS ? claimedAtMs : receivedAtMs;
}
