import * as z from 'zod/mini';
import type { KnownFields } from '../known-fields.js';
import { minLength } from '../text/length-checks.js';
import type { HistoryStatus } from './history-page.js';

const historyStatusSchema: z.ZodMiniType<HistoryStatus, HistoryStatus> = z.string();

/** One order of the history as it arrives from the Toss app. */
export const completedOrRefundedOrderSchema = z.looseObject({
  orderId: z.string().check(minLength(1)),
  sku: z.string(),
  status: historyStatusSchema,
  /** When it was bought (COMPLETED) or refunded (REFUNDED): ISO 8601 without a zone, `2025-09-22T00:00:00`. */
  date: z.string(),
});

/**
 * One page of the answer of `getCompletedOrRefundedOrders`, at most `HISTORY_PAGE_SIZE` orders.
 *
 * `nextKey` may be missing or null on the last page, and was seen missing with `hasNext: true` (observed):
 * without a key there is no next page to ask for, whatever `hasNext` says.
 */
export const completedOrRefundedOrdersSchema = z.looseObject({
  hasNext: z.boolean(),
  nextKey: z.nullish(z.string()),
  orders: z.array(completedOrRefundedOrderSchema),
});

/** One order of the history as it arrives. */
export type HistoryOrderWire = KnownFields<z.infer<typeof completedOrRefundedOrderSchema>>;

/** One page of the history as it arrives. */
export interface HistoryPageWire {
  /** Whether there is another page. */
  hasNext: boolean;
  /** The key of the next page. */
  nextKey?: string | null | undefined;
  /** The orders of this page. */
  orders: HistoryOrderWire[];
}
