import { addIntent } from '../ledger/intents.js';
import type { FulfillmentContext } from './fulfillment-context.js';
import { readSku, readUserKey } from './read-input.js';

/** How long an intent waits for its order where nothing else is said, in milliseconds. */
export const DEFAULT_INTENT_TTL_MS = 60 * 60_000;

/** Who is about to buy what. */
export interface CreateIntentRequest {
  readonly userKey: string;
  readonly sku: string;
  /**
   * How long it waits for its order, in milliseconds.
   *
   * @defaultValue 3600000
   */
  readonly ttlMs?: number | undefined;
}

/** A purchase that a user is about to make. */
export interface Intent {
  readonly intentId: string;
  readonly expiresAt: Date;
}

/** Notes who is about to buy what; see `Fulfillment.createIntent`. */
export async function createIntent<Tx>(
  { store, clock }: FulfillmentContext<Tx>,
  request: CreateIntentRequest,
): Promise<Intent> {
  const userKey = readUserKey(request.userKey);
  const sku = readSku(request.sku);
  const createdAt = clock.now();
  const expiresAt = createdAt + (request.ttlMs ?? DEFAULT_INTENT_TTL_MS);
  const intentId = crypto.randomUUID();
  await store.transaction((ledger) => addIntent(ledger, { intentId, userKey, sku, createdAt, expiresAt }));
  return { intentId, expiresAt: new Date(expiresAt) };
}
