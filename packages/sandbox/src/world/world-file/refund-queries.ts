import type { SQLInputValue } from 'node:sqlite';
import { startOfKoreanDay } from '../payment.js';
import type { RefundPage, RefundQuery, RefundRequest } from '../refund-request.js';
import { Conditions } from './conditions.js';

/** Reads rows. */
export type Reader = (sql: string, ...values: SQLInputValue[]) => Array<Record<string, unknown>>;

/** Without an index, because a tab has few requests and the days narrow them further. */
const REQUESTED_AT = "json_extract(body, '$.requestedAt')";

/** A page of refund requests, the newest first. */
export function findRefunds(read: Reader, query: RefundQuery): RefundPage {
  const { tab, orderId, userKey, skus, orderIdPrefix, fromDay, toDay, offset, limit } = query;
  const where = new Conditions()
    .equal('tab', tab)
    .equal('order_id', orderId)
    .equal('user_key', userKey)
    .oneOf('sku', skus)
    .atLeast('order_id', orderIdPrefix)
    .below('order_id', orderIdPrefix && `${orderIdPrefix}g`)
    .atLeast(REQUESTED_AT, fromDay === undefined ? undefined : startOfKoreanDay(fromDay))
    .below(REQUESTED_AT, toDay === undefined ? undefined : startOfKoreanDay(toDay + 1));
  const [count] = read(`SELECT count(*) AS total FROM refunds ${where.sql}`, ...where.values);
  const rows = read(
    `SELECT body FROM refunds ${where.sql} ORDER BY number DESC LIMIT ? OFFSET ?`,
    ...where.values,
    limit,
    offset,
  );
  return {
    refunds: rows.map(({ body }) => JSON.parse(String(body)) as RefundRequest),
    total: Number(count?.total ?? 0),
  };
}
