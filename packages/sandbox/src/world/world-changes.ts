import type { Order } from './order.js';
import type { RefundRequest } from './refund-request.js';
import type { WorldEvent } from './world-event.js';
import type { WorldCommit, WorldStore } from './world-store.js';

/** The rows as they will be after a commit that is still being prepared. */
export class WorldChanges {
  readonly #orders = new Map<string, Order>();
  readonly #records = new Map<string, { kind: string; id: string; value: unknown }>();
  readonly #dues = new Map<string, number | undefined>();
  readonly #refunds = new Map<number, RefundRequest>();
  #opened = 0;
  #requested = 0;

  readonly #store: WorldStore;

  constructor(store: WorldStore) {
    this.#store = store;
  }

  order(orderId: string): Order | undefined {
    return this.#orders.get(orderId) ?? this.#store.order(orderId);
  }

  orderCount(): number {
    return this.#store.orderCount() + this.#opened;
  }

  record(kind: string, id: string): unknown {
    const changed = this.#records.get(`${kind}\n${id}`);
    return changed === undefined ? this.#store.record(kind, id) : changed.value;
  }

  putOrder(order: Order): void {
    if (order.number > this.orderCount()) this.#opened++;
    this.#orders.set(order.orderId, order);
  }

  refundCount(): number {
    return this.#store.refundCount() + this.#requested;
  }

  putRefund(request: RefundRequest): void {
    if (request.number > this.refundCount()) this.#requested++;
    this.#refunds.set(request.number, request);
  }

  putRecord(kind: string, id: string, value: unknown): void {
    this.#records.set(`${kind}\n${id}`, { kind, id, value });
  }

  putDue(key: string, at: number | undefined): void {
    this.#dues.set(key, at);
  }

  toCommit(events: readonly WorldEvent[]): WorldCommit {
    return {
      events,
      orders: [...this.#orders.values()],
      records: [...this.#records.values()],
      refunds: [...this.#refunds.values()],
      dues: Array.from(this.#dues, ([key, at]) => ({ key, at })),
    };
  }
}
