import { parseStatusDeterminedAt, skuOf, type WebhookSubscriptionState } from '@ait-iap/protocol';
import type { LedgerQueries } from '../ledger/ledger-store.js';
import { keepChange, type StoredChange } from '../ledger/subscription-changes.js';
import { isSameChange } from './arrange-changes.js';
import { digestOf } from './digest-of.js';
import { type PlacedChange, placeChange, readPlacedChange } from './place-change.js';
import type { ReadableChange } from './read-event.js';

/** An incoming change that is in the ledger now. */
export interface StoredIncoming {
  readonly placed: PlacedChange;
  /** The event as it was stored before. Missing if this is the first time that it came. */
  readonly before: StoredChange | undefined;
}

/** An event as it came. */
export interface IncomingChange {
  readonly change: ReadableChange;
  readonly payload: string;
  /** When it came, in milliseconds since 1970. */
  readonly receivedAt: number;
}

/**
 * Stores an event. A repetition is stored once. An event with the key of another one that names another state is no
 * repetition: it is stored beside it, because one of the two may be all that tells about a refund.
 */
export async function storeChange(
  ledger: LedgerQueries,
  { change, payload, receivedAt }: IncomingChange,
): Promise<StoredIncoming> {
  const keep = ({ key, positionMs }: PlacedChange) =>
    keepChange(ledger, { ...key, occurredAtMs: positionMs, payload, receivedAt });
  const placed = await placeChange(ledger, change, receivedAt);
  const first = await keep(placed);
  if (first === undefined) return { placed, before: undefined };
  const known = readPlacedChange(first);
  // What has one key happened at one moment.
  const same = { ...placed, positionMs: first.occurredAtMs };
  if (known !== undefined && isSameChange(known, same)) return { placed: known, before: first };
  // Only here, because it is rarely needed, and a digest is made on another thread: the simulation could not be repeated.
  const other = { ...same, key: { ...placed.key, variant: await variantOf(change) } };
  const before = await keep(other);
  return { placed: (before && readPlacedChange(before)) ?? other, before };
}

/** What tells events of one key apart: the digest of what they say about the subscription. */
function variantOf({ event }: ReadableChange): Promise<string> {
  const { previous, current } = event.subscription;
  return digestOf(JSON.stringify([skuOf(event), stateOf(previous ?? undefined), stateOf(current)]));
}

function stateOf(state: WebhookSubscriptionState | undefined): unknown {
  if (state === undefined) return null;
  const { status, accessGranted, autoRenew, expiresAt } = state;
  return [status, accessGranted, autoRenew, parseStatusDeterminedAt(expiresAt) ?? expiresAt];
}
