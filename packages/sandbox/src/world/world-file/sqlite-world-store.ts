import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { isFinished, isKept, isPending, type Order } from '../order.js';
import {
  koreanDay,
  type PaymentCount,
  type PaymentFilter,
  type PaymentPage,
  type PaymentQuery,
  paymentStateOf,
} from '../payment.js';
import { type RefundPage, type RefundQuery, type RefundRequest, refundTabOf } from '../refund-request.js';
import type { WorldEvent } from '../world-event.js';
import type { OrderQuery, WorldCommit, WorldStore } from '../world-store.js';
import { openWorldFile } from './open-world-file.js';
import { countPayments, findPayments } from './payment-queries.js';
import { findRefunds, type Reader } from './refund-queries.js';
import { renewWorldFile } from './renew-world-file.js';

const TABLES = ['events', 'orders', 'payment_counts', 'refunds', 'records', 'dues'] as const;

/** The log is read in slices of this many events, so that it does not stay in memory and nothing is locked. */
const EVENTS_PER_READ = 1_000;

/**
 * Stores a world in one SQLite file. The events and rows of a commit are written together. Anything that was
 * acknowledged survives the process, even `kill -9`. A power cut can lose the last commits. Nothing is replayed when
 * the file is opened.
 *
 * @throws WorldFileError if the file cannot be used
 */
export function sqliteWorldStore(path: string): WorldStore {
  const database = openWorldFile(path);
  const store = new SqliteWorldStore(database);
  try {
    renewWorldFile(database, store);
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}

class SqliteWorldStore implements WorldStore {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  commit(commit: WorldCommit): void {
    this.#inTransaction(() => {
      let seq = this.lastSeq();
      for (const event of commit.events) {
        seq += 1;
        if (event.seq !== seq)
          throw new RangeError(`Failed to commit: event ${event.seq} does not follow ${seq - 1}.`);
        const orderId = 'orderId' in event ? event.orderId : null;
        const body = JSON.stringify(event);
        this.#run('INSERT INTO events (seq, order_id, body) VALUES (?, ?, ?)', event.seq, orderId, body);
      }
      for (const order of commit.orders) this.#writeOrder(order);
      for (const request of commit.refunds ?? []) this.#writeRefund(request);
      for (const { kind, id, value } of commit.records) this.#writeRecord(kind, id, value);
      for (const { key, at } of commit.dues) this.#writeDue(key, at);
    });
  }

  lastSeq(): number {
    return Number(this.#get('SELECT max(seq) AS seq FROM events')?.seq ?? 0);
  }

  *events(afterSeq = 0): Iterable<WorldEvent> {
    let after = afterSeq;
    for (;;) {
      const rows = this.#all(
        'SELECT body FROM events WHERE seq > ? ORDER BY seq LIMIT ?',
        after,
        EVENTS_PER_READ,
      );
      for (const row of rows) {
        const event = JSON.parse(String(row.body)) as WorldEvent;
        after = event.seq;
        yield event;
      }
      if (rows.length < EVENTS_PER_READ) return;
    }
  }

  eventsOf(orderId: string): readonly WorldEvent[] {
    const rows = this.#all('SELECT body FROM events WHERE order_id = ? ORDER BY seq', orderId);
    return rows.map((row) => JSON.parse(String(row.body)) as WorldEvent);
  }

  orderCount(): number {
    return Number(this.#get('SELECT max(number) AS count FROM orders')?.count ?? 0);
  }

  order(orderId: string): Order | undefined {
    return toOrder(this.#get('SELECT body FROM orders WHERE order_id = ?', orderId));
  }

  pendingOrders(userKey: string): readonly Order[] {
    return this.#orders('user_key = ? AND pending = 1 ORDER BY number', userKey);
  }

  finishedOrders(userKey: string, before: number | undefined, limit: number): readonly Order[] {
    const where = 'user_key = ? AND settled = 1 AND number < ? ORDER BY number DESC LIMIT ?';
    return this.#orders(where, userKey, before ?? Number.MAX_SAFE_INTEGER, limit);
  }

  heldOrder(userKey: string, sku: string): Order | undefined {
    return this.#orders(
      'user_key = ? AND sku = ? AND held = 1 ORDER BY number DESC LIMIT 1',
      userKey,
      sku,
    )[0];
  }

  orders(query: OrderQuery): readonly Order[] {
    const where: string[] = ['number < ?'];
    const values: SQLInputValue[] = [query.before ?? Number.MAX_SAFE_INTEGER];
    const narrow = (condition: string, value: string | undefined) => {
      if (value === undefined) return;
      where.push(condition);
      values.push(value);
    };
    narrow('user_key = ?', query.userKey);
    narrow('sku = ?', query.sku);
    narrow('state = ?', query.state);
    if (query.refund === 'any') where.push('refund IS NOT NULL');
    else narrow('refund = ?', query.refund);
    return this.#orders(`${where.join(' AND ')} ORDER BY number DESC LIMIT ?`, ...values, query.limit);
  }

  payments(query: PaymentQuery): PaymentPage {
    return findPayments(this.#reader, query);
  }

  paymentCounts(filter: PaymentFilter): readonly PaymentCount[] {
    return countPayments(this.#reader, filter);
  }

  refundCount(): number {
    return Number(this.#get('SELECT max(number) AS count FROM refunds')?.count ?? 0);
  }

  refund(number: number): RefundRequest | undefined {
    const row = this.#get('SELECT body FROM refunds WHERE number = ?', number);
    return row && (JSON.parse(String(row.body)) as RefundRequest);
  }

  refunds(query: RefundQuery): RefundPage {
    return findRefunds(this.#reader, query);
  }

  users(after: string | undefined, limit: number): readonly string[] {
    // One seek for each user, because a user may have any number of orders.
    const found: string[] = [];
    for (let last = after ?? ''; found.length < limit; ) {
      const next = this.#get('SELECT min(user_key) AS next FROM orders WHERE user_key > ?', last)?.next;
      if (typeof next !== 'string') break;
      found.push(next);
      last = next;
    }
    return found;
  }

  record(kind: string, id: string): unknown {
    const row = this.#get('SELECT value FROM records WHERE kind = ? AND id = ?', kind, id);
    return row === undefined ? undefined : JSON.parse(String(row.value));
  }

  records(kind: string): ReadonlyArray<{ readonly id: string; readonly value: unknown }> {
    return (
      this.#all('SELECT id, value FROM records WHERE kind = ?', kind)
        .map((row) => ({ id: String(row.id), value: JSON.parse(String(row.value)) }))
        // SQLite sorts by UTF-8 bytes, which orders some characters differently from JavaScript.
        .sort((a, b) => (a.id < b.id ? -1 : 1))
    );
  }

  nextDue(): { readonly key: string; readonly at: number } | undefined {
    const row = this.#get('SELECT key, at FROM dues ORDER BY at, key LIMIT 1');
    return row && { key: String(row.key), at: Number(row.at) };
  }

  clear(): void {
    this.#inTransaction(() => {
      for (const table of TABLES) this.#run(`DELETE FROM ${table}`);
    });
  }

  atomically(work: () => void): void {
    this.#inTransaction(work);
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  /** Reads with prepared statements. */
  readonly #reader: Reader = (sql, ...values) => this.#all(sql, ...values);

  #writeRefund(request: RefundRequest): void {
    const { number, orderId, userKey, sku } = request;
    this.#run(
      'REPLACE INTO refunds (number, order_id, user_key, sku, tab, body) VALUES (?, ?, ?, ?, ?, ?)',
      ...[number, orderId, userKey, sku, refundTabOf(request), JSON.stringify(request)],
    );
  }

  #writeOrder(order: Order): void {
    this.#run(
      `INSERT INTO orders (number, order_id, user_key, sku, state, refund, pending, settled, held, amount,
         payment, paid_at, paid_day, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (order_id) DO UPDATE SET state = excluded.state, refund = excluded.refund,
         pending = excluded.pending, settled = excluded.settled, held = excluded.held, amount = excluded.amount,
         payment = excluded.payment, paid_at = excluded.paid_at, paid_day = excluded.paid_day,
         body = excluded.body`,
      order.number,
      order.orderId,
      order.userKey,
      order.sku,
      order.state,
      order.refund?.state ?? null,
      Number(isPending(order)),
      Number(isFinished(order)),
      Number(isKept(order)),
      order.amount,
      paymentStateOf(order) ?? null,
      order.paidAt ?? null,
      order.paidAt === undefined ? null : koreanDay(order.paidAt),
      JSON.stringify(order),
    );
  }

  #writeRecord(kind: string, id: string, value: unknown): void {
    if (value === undefined) this.#run('DELETE FROM records WHERE kind = ? AND id = ?', kind, id);
    else
      this.#run('REPLACE INTO records (kind, id, value) VALUES (?, ?, ?)', kind, id, JSON.stringify(value));
  }

  #writeDue(key: string, at: number | undefined): void {
    if (at === undefined) this.#run('DELETE FROM dues WHERE key = ?', key);
    else this.#run('REPLACE INTO dues (key, at) VALUES (?, ?)', key, at);
  }

  #inTransaction(write: () => void): void {
    // Part of a larger step, which commits everything or nothing.
    if (this.#database.isTransaction) {
      write();
      return;
    }
    this.#run('BEGIN IMMEDIATE');
    try {
      write();
      this.#run('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#run('ROLLBACK');
      throw error;
    }
  }

  #orders(where: string, ...values: SQLInputValue[]): Order[] {
    return this.#all(`SELECT body FROM orders WHERE ${where}`, ...values).map((row) =>
      JSON.parse(String(row.body)),
    );
  }

  #statement(sql: string) {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const prepared = this.#database.prepare(sql);
    this.#prepared.set(sql, prepared);
    return prepared;
  }

  #run(sql: string, ...values: SQLInputValue[]) {
    this.#statement(sql).run(...values);
  }

  #get(sql: string, ...values: SQLInputValue[]) {
    return this.#statement(sql).get(...values);
  }

  #all(sql: string, ...values: SQLInputValue[]) {
    return this.#statement(sql).all(...values);
  }
}

function toOrder(row: { readonly body?: unknown } | undefined): Order | undefined {
  return row && (JSON.parse(String(row.body)) as Order);
}
