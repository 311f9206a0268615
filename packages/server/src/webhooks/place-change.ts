import type { LedgerQueries } from '../ledger/ledger-store.js';
import { newestPosition, type StoredChange } from '../ledger/subscription-changes.js';
import { type ReadableChange, readStoredChange } from './read-event.js';

/** A change with its place among the changes of its order. */
export interface PlacedChange extends ReadableChange {
  /** The moment that it is assigned among the changes of its order, in milliseconds since 1970. */
  readonly positionMs: number;
  /** When it happened, in milliseconds since 1970, but at most a day after it arrived: a later time cannot be right. */
  readonly happenedAtMs: number;
}

// More than a missing or wrong time zone, and more than the difference between the clocks of two machines, in
// milliseconds.
const BELIEVED_AHEAD_MS = 86_400_000;

/**
 * Assigns an incoming change its place: the moment at which it happened. A moment far in the future is a mistake and
 * would block every later change, so such a change is placed beside the newest known one.
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

/** Reads a stored change with its place. `undefined` if this version cannot read it. */
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
