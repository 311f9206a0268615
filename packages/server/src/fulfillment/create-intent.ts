import { addIntent } from '../ledger/intents.js';
import { fulfillmentOptions } from '../options/fulfillment-options.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { readSku, readUserKey } from './read-input.js';

/** How long an intent waits for its order by default, in milliseconds. */
export const DEFAULT_INTENT_TTL_MS = 60 * 60_000;

const DAY_MS = 24 * 60 * 60_000;
const TTL_MS = { byDefault: DEFAULT_INTENT_TTL_MS, min: 1, max: 365 * DAY_MS };

/** Which user is about to buy which product. */
export interface CreateIntentRequest {
  /** The user who is about to buy. */
  readonly userKey: string;
  /** The product. */
  readonly sku: string;
  /**
   * How long it waits for its order, in milliseconds, at most a year.
   *
   * @defaultValue 3600000
   */
  readonly ttlMs?: number | undefined;
}

/** A purchase that a user is about to make. */
export interface Intent {
  /** The id of the intent, a random UUID. */
  readonly intentId: string;
  /** The time after which no order can use it. */
  readonly expiresAt: Date;
}

/** Notes which user is about to buy which product. See `Fulfillment.createIntent`. */
export async function createIntent<Tx>(
  { store, clock }: FulfillmentContext<Tx>,
  request: CreateIntentRequest,
): Promise<Intent> {
  const userKey = readUserKey(request.userKey);
  const sku = readSku(request.sku);
  const createdAt = clock.now();
  const expiresAt = createdAt + fulfillmentOptions.wholeNumber('ttlMs', request.ttlMs, TTL_MS);
  const intentId = crypto.randomUUID();
  await store.transaction((ledger) => addIntent(ledger, { intentId, userKey, sku, createdAt, expiresAt }));
  return { intentId, expiresAt: new Date(expiresAt) };
}
