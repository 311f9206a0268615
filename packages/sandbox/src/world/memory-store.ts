import { DueQueue } from './due-queue.js';
import { EventLog } from './event-log.js';
import { isFinished, isKept, isPending, type Order } from './order.js';
import { matches } from './order-query.js';
import {
  byPaymentTime,
  koreanDay,
  matchesPayment,
  type PaymentCount,
  type PaymentFilter,
  type PaymentPage,
  type PaymentQuery,
  paymentStateOf,
} from './payment.js';
import { matchesRefund, type RefundPage, type RefundQuery, type RefundRequest } from './refund-request.js';
import { SortedNumbers } from './sorted-numbers.js';
import type { WorldEvent } from './world-event.js';
import type { Due, OrderQuery, RecordChange, WorldCommit, WorldStore } from './world-store.js';

/**
 * A store in memory. The queries of pages and backends use an index. Only the lists of the console (`orders`, `users`)
 * read everything.
 */
export function memoryStore(): WorldStore {
  return new MemoryStore();
}

class MemoryStore implements WorldStore {
  readonly #log = new EventLog();
  readonly #byId = new Map<string, Order>();
  readonly #ids: string[] = [];
  readonly #userKeys = new Set<string>();
  readonly #pending = new Map<string, SortedNumbers>();
  readonly #finished = new Map<string, SortedNumbers>();
  readonly #kept = new Map<string, SortedNumbers>();
  readonly #kinds = new Map<string, Map<string, unknown>>();
  readonly #requests: RefundRequest[] = [];
  readonly #dues = new DueQueue();

  commit(commit: WorldCommit): void {
    this.#log.append(commit.events);
    for (const order of commit.orders) this.#putOrder(order);
    for (const request of commit.refunds ?? []) this.#requests[request.number - 1] = request;
    for (const change of commit.records) this.#putRecord(change);
    for (const { key, at } of commit.dues) this.#dues.set(key, at);
  }

  lastSeq(): number {
    return this.#log.length;
  }

  events(afterSeq = 0): Iterable<WorldEvent> {
    return this.#log.after(afterSeq);
  }

  eventsOf(orderId: string): readonly WorldEvent[] {
    return this.#log.about(orderId);
  }

  orderCount(): number {
    return this.#ids.length;
  }

  order(orderId: string): Order | undefined {
    return this.#byId.get(orderId);
  }

  pendingOrders(userKey: string): readonly Order[] {
    return this.#at(this.#pending.get(userKey)?.ascending() ?? []);
  }

  finishedOrders(userKey: string, before: number | undefined, limit: number): readonly Order[] {
    return this.#at(this.#finished.get(userKey)?.below(before ?? Number.POSITIVE_INFINITY, limit) ?? []);
  }

  heldOrder(userKey: string, sku: string): Order | undefined {
    return this.#at(this.#kept.get(keptKey(userKey, sku))?.below(Number.POSITIVE_INFINITY, 1) ?? [])[0];
  }

  orders(query: OrderQuery): readonly Order[] {
    const found: Order[] = [];
    const last = Math.min(this.#ids.length, (query.before ?? Number.POSITIVE_INFINITY) - 1);
    for (let number = last; number >= 1 && found.length < query.limit; number--) {
      const [order] = this.#at([number]);
      if (order !== undefined && matches(order, query)) found.push(order);
    }
    return found;
  }

  payments({ offset, limit, ...filter }: PaymentQuery): PaymentPage {
    const found = [...this.#byId.values()]
      .filter((order) => matchesPayment(order, filter))
      .sort(byPaymentTime);
    return { orders: found.slice(offset, offset + limit), total: found.length };
  }

  paymentCounts(filter: PaymentFilter): readonly PaymentCount[] {
    const counts = new Map<string, PaymentCount>();
    for (const order of this.#byId.values()) {
      const state = paymentStateOf(order);
      if (state === undefined || !matchesPayment(order, filter)) continue;
      const { sku, amount, paidAt = 0 } = order;
      const day = koreanDay(paidAt);
      const key = JSON.stringify([day, sku, amount, state]);
      counts.set(key, { day, sku, amount, state, count: 1 + (counts.get(key)?.count ?? 0) });
    }
    return [...counts.values()];
  }

  refundCount(): number {
    return this.#requests.length;
  }

  refund(number: number): RefundRequest | undefined {
    return this.#requests[number - 1];
  }

  refunds({ offset, limit, ...query }: RefundQuery): RefundPage {
    const found = this.#requests.filter((request) => matchesRefund(request, query)).reverse();
    return { refunds: found.slice(offset, offset + limit), total: found.length };
  }

  users(after: string | undefined, limit: number): readonly string[] {
    const later = [...this.#userKeys].filter((userKey) => after === undefined || userKey > after);
    return later.sort(byCodeUnits).slice(0, limit);
  }

  record(kind: string, id: string): unknown {
    return this.#kinds.get(kind)?.get(id);
  }

  records(kind: string): ReadonlyArray<{ readonly id: string; readonly value: unknown }> {
    const all = [...(this.#kinds.get(kind) ?? [])].map(([id, value]) => ({ id, value }));
    return all.sort((a, b) => byCodeUnits(a.id, b.id));
  }

  nextDue(): Due | undefined {
    return this.#dues.peek();
  }

  clear(): void {
    this.#log.clear();
    this.#ids.length = 0;
    this.#requests.length = 0;
    for (const index of [this.#byId, this.#userKeys, this.#pending, this.#finished, this.#kept, this.#kinds])
      index.clear();
    this.#dues.clear();
  }

  atomically(work: () => void): void {
    work();
  }

  close(): void {
    this.clear();
  }

  #putOrder(order: Order): void {
    const old = this.#byId.get(order.orderId);
    this.#byId.set(order.orderId, order);
    if (old === undefined) {
      this.#ids[order.number - 1] = order.orderId;
      this.#userKeys.add(order.userKey);
    }
    index(this.#pending, order.userKey, order.number, old !== undefined && isPending(old), isPending(order));
    index(
      this.#finished,
      order.userKey,
      order.number,
      old !== undefined && isFinished(old),
      isFinished(order),
    );
    const key = keptKey(order.userKey, order.sku);
    index(this.#kept, key, order.number, old !== undefined && isKept(old), isKept(order));
  }

  #putRecord({ kind, id, value }: RecordChange): void {
    const records = this.#kinds.get(kind) ?? new Map<string, unknown>();
    this.#kinds.set(kind, records);
    if (value === undefined) records.delete(id);
    else records.set(id, value);
  }

  #at(numbers: readonly number[]): Order[] {
    return numbers.flatMap((number) => this.#byId.get(this.#ids[number - 1] ?? '') ?? []);
  }
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function keptKey(userKey: string, sku: string): string {
  return `${userKey}\n${sku}`;
}

function index(
  map: Map<string, SortedNumbers>,
  key: string,
  number: number,
  was: boolean,
  is: boolean,
): void {
  if (was === is) return;
  let numbers = map.get(key);
  if (numbers === undefined) {
    numbers = new SortedNumbers();
    map.set(key, numbers);
  }
  if (is) numbers.add(number);
  else numbers.remove(number);
  if (numbers.size === 0) map.delete(key);
}
