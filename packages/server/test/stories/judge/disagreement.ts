import type { LedgerRow } from '../database/story-database.js';
import { isPaid } from '../platform/platform-order.js';

/** Why a row may not be left alone: its status and its delivery disagree, and nothing will ask again. */
export function disagreement({ status, delivery, claimed, next_check_at }: LedgerRow): string | undefined {
  if (next_check_at !== null) return undefined;
  const handedOver = delivery === 'granted' || delivery === 'delivering';
  const owed = status !== null && isPaid(status) && Number(claimed) === 1 && !handedOver;
  const kept = status === 'REFUNDED' && handedOver;
  return owed || kept ? `row is ${status} and ${delivery}, and nothing asks again` : undefined;
}
