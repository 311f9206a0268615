/**
 * domain.md read a second time, as simply as possible: one list of orders, walked from the start for every question.
 * It shares nothing with the sandbox, not even the words for a state.
 */
export interface ModelOrder {
  readonly id: string;
  readonly user: string;
  readonly sku: string;
  readonly kind: 'consumable' | 'once' | 'monthly';
  readonly openedAt: number;
  /** When the first paid month began. */
  beganAt: number;
  paid: boolean;
  /** The money was taken, and Toss does not know. */
  lost: boolean;
  /** When it will know after all, if ever. */
  foundAt: number;
  granted: boolean;
  refunded: boolean;
  /** The mini-app has not answered yet, and may still. */
  answerable: boolean;
  renews: boolean;
  /** A subscription has ended by itself. */
  over: boolean;
  /** End of the paid month. */
  until: number;
}

/** The state of everything, in the model's own words. */
export class DomainModel {
  readonly orders: ModelOrder[] = [];
  now = 0;

  /** Why the store refuses to sell, if it does. */
  refusal(user: string, sku: string, kind: ModelOrder['kind']): string | undefined {
    if (kind === 'consumable') return undefined;
    const has = this.orders.some(
      (order) => order.user === user && order.sku === sku && order.paid && !order.refunded && !order.over,
    );
    return has ? 'ITEM_ALREADY_OWNED' : undefined;
  }

  open(
    id: string,
    user: string,
    sku: string,
    kind: ModelOrder['kind'],
    paid: boolean,
    foundAfter?: number,
  ): void {
    const lost = foundAfter !== undefined;
    const until = kind === 'monthly' && paid && !lost ? nextMonth(this.now, this.now) : 0;
    const fresh = {
      paid,
      lost,
      foundAt: this.now + (foundAfter ?? 0),
      granted: false,
      refunded: false,
      answerable: paid && !lost,
      renews: true,
      over: false,
      until,
    };
    this.orders.push({ id, user, sku, kind, openedAt: this.now, beganAt: this.now, ...fresh });
  }

  answer(order: ModelOrder, granted: boolean): void {
    if (!order.answerable) return;
    order.answerable = false;
    order.granted = granted;
  }

  /** What `completeProductGrant` says. */
  complete(user: string, order: ModelOrder): boolean {
    if (order.user !== user || !order.paid || order.lost || order.refunded) return false;
    order.granted = true;
    order.answerable = false;
    return true;
  }

  refund(order: ModelOrder): boolean {
    if (!order.paid || order.refunded) return false;
    order.refunded = true;
    order.answerable = false;
    return true;
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
    for (const order of this.orders) {
      this.#find(order);
      if (order.answerable && this.now >= order.openedAt + 30_000) order.answerable = false;
      if (order.kind !== 'monthly' || !order.paid || order.lost || order.refunded) continue;
      while (!order.over && order.until <= this.now) {
        if (order.renews) order.until = nextMonth(order.until, order.beganAt);
        else order.over = true;
      }
    }
  }

  pending(user: string): string[] {
    return this.#of(user).flatMap((order) =>
      order.paid && !order.lost && !order.granted && !order.refunded ? [order.id] : [],
    );
  }

  /** Newest first. */
  history(user: string): string[] {
    const settled = this.#of(user).filter(
      (order) => order.paid && !order.lost && (order.granted || order.refunded),
    );
    return settled.map((order) => `${order.id} ${order.refunded ? 'REFUNDED' : 'COMPLETED'}`).reverse();
  }

  /** What the partner is told by `get-order-status`. */
  status(user: string, order: ModelOrder): string {
    if (order.user !== user) return 'NOT_FOUND';
    if (!order.paid) return 'FAILED';
    if (order.lost) return order.foundAt === Number.POSITIVE_INFINITY ? 'FAILED' : 'ORDER_IN_PROGRESS';
    if (order.refunded) return 'REFUNDED';
    return order.granted ? 'PURCHASED' : 'PAYMENT_COMPLETED';
  }

  /** What `getSubscriptionInfo` is to say. */
  subscription(order: ModelOrder): string {
    if (order.refunded) return 'REVOKED';
    return order.over ? 'EXPIRED' : 'ACTIVE';
  }

  /** Whose money was taken for what, and who has it back. */
  charges(): string[] {
    return this.orders.flatMap(({ id, paid, granted, refunded }) =>
      paid ? [`${id}${granted ? ' delivered' : ''}${refunded ? ' refunded' : ''}`] : [],
    );
  }

  /** Toss finds a payment that it had lost; a subscription begins then. */
  #find(order: ModelOrder): void {
    if (!order.lost || this.now < order.foundAt) return;
    order.lost = false;
    order.beganAt = order.foundAt;
    if (order.kind === 'monthly' && !order.refunded) order.until = nextMonth(order.foundAt, order.foundAt);
  }

  #of(user: string): ModelOrder[] {
    return this.orders.filter((order) => order.user === user);
  }
}

/** The same day and time of the next month in Korea, or its last day if it has none such. */
function nextMonth(from: number, anchor: number): number {
  const korea = 9 * 3_600_000;
  const date = new Date(from + korea);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  const wanted = new Date(anchor + korea).getUTCDate();
  const midnight = Math.floor((from + korea) / 86_400_000) * 86_400_000;
  for (let day = wanted; ; day--) {
    const there = new Date(Date.UTC(year, month, day));
    if (there.getUTCDate() === day) return there.getTime() + (from + korea - midnight) - korea;
  }
}
