import type { SQLInputValue } from 'node:sqlite';
import type { RefundPage, RefundQuery, RefundRequest } from '../refund-request.js';
import { Conditions } from './conditions.js';

/** Reads rows. */
export type Reader = (sql: string, ...values: SQLInputValue[]) => Array<Record<string, unknown>>;

/** A page of refund requests, the newest first. */
export function findRefunds(read: Reader, query: RefundQuery): RefundPage {
  const { tab, orderId, userKey, skus, offset, limit } = query;
  const where = new Conditions()
    .equal('tab', tab)
    .equal('order_id', orderId)
    .equal('user_key', userKey)
    .oneOf('sku', skus);
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
