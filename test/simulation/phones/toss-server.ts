import type { Dice } from '../../../packages/server/test/stories/dice.js';
import type { Platform } from '../../../packages/server/test/stories/platform/platform.js';
import { type Moment, PlatformOrder } from '../../../packages/server/test/stories/platform/platform-order.js';
import type { Trace } from '../../../packages/server/test/stories/report/trace.js';
import type { StoryClock } from '../../../packages/server/test/stories/time/story-clock.js';
import type { Sale } from './sale.js';

/** What the server behind the Toss apps is made of. */
export interface TossServerOptions {
  readonly clock: StoryClock;
  readonly platform: Platform;
  readonly trace: Trace;
  readonly dice: Dice;
  /** Told when an app says that an order was granted. */
  readonly onConfirmed: (sale: Sale) => void;
}

/** Where a sheet is opened. */
export interface Buyer {
  readonly userKey: string;
  readonly deviceId: string;
  readonly deviceTime: number;
}

const KOREA_MS = 9 * 3_600_000;

/** The lists may lag behind a payment by some seconds (reported), but never by as long as the client waits. */
const MOST_LAG_MS = 8_000;

/**
 * The app market and the server of Toss: charges on one side, the orders that Toss has recorded on the other. The story's
 * partner API answers from the same orders, with its own mistakes.
 */
export class TossServer {
  readonly sales: Sale[] = [];
  readonly #options: TossServerOptions;

  constructor(options: TossServerOptions) {
    this.#options = options;
  }

  open(sku: string, { userKey, deviceId, deviceTime }: Buyer): Sale {
    const { clock, platform, dice } = this.#options;
    const orderId = dice.uuid();
    const moments: Moment[] = [];
    const sale: Sale = {
      ...{ orderId, userKey, sku, deviceId, moments },
      openedAt: clock.now(),
      openedAtOnDevice: deviceTime,
      order: new PlatformOrder(orderId, userKey, sku, 'over the phone', moments, 'as documented'),
      ...{
        sheetOpen: true,
        awaitsApproval: false,
        paidAt: undefined,
        toldAt: undefined,
        erredAt: undefined,
        pageDiedAt: undefined,
      },
      ...{ listedAt: Number.POSITIVE_INFINITY, confirmedAt: undefined, refundedAt: undefined },
    };
    this.sales.push(sale);
    platform.add(sale.order);
    this.#say(sale, 'ORDER_IN_PROGRESS');
    return sale;
  }

  /** It ended without a payment. */
  fail(sale: Sale): void {
    if (sale.paidAt === undefined) this.#say(sale, 'FAILED');
  }

  /** The app market takes the money. Toss does not know of it yet. */
  charge(sale: Sale): void {
    const { clock, trace } = this.#options;
    sale.paidAt = clock.now();
    sale.awaitsApproval = false;
    trace.note(sale.orderId, 'the store takes the money');
  }

  /** Toss records the payment; its lists follow a little later. */
  record(sale: Sale): void {
    const { clock, dice } = this.#options;
    if (sale.refundedAt !== undefined) return;
    this.#say(sale, 'PAYMENT_COMPLETED');
    sale.listedAt = clock.now() + dice.between(0, MOST_LAG_MS);
  }

  /** The mini-app says that the product was granted. Returns whether that confirmed the order. */
  confirm(sale: Sale): boolean {
    if (sale.order.wordAt(this.#options.clock.now()) !== 'PAYMENT_COMPLETED') return false;
    this.#options.onConfirmed(sale);
    sale.confirmedAt = this.#options.clock.now();
    this.#say(sale, 'PURCHASED');
    return true;
  }

  /** The app market gives the money back. */
  refund(sale: Sale): void {
    const { clock } = this.#options;
    if (sale.paidAt === undefined || sale.refundedAt !== undefined) return;
    sale.refundedAt = clock.now();
    if (this.isRecorded(sale)) this.#say(sale, 'REFUNDED');
  }

  isRecorded({ moments }: Sale): boolean {
    return moments.some(({ word }) => word === 'PAYMENT_COMPLETED');
  }

  find(userKey: string, orderId: unknown): Sale | undefined {
    return this.sales.find((sale) => sale.orderId === orderId && sale.userKey === userKey);
  }

  /** What `getPendingOrders` answers. */
  pending(userKey: string): unknown {
    const { clock } = this.#options;
    const open = this.#of(userKey).filter(
      ({ order, listedAt }) => listedAt <= clock.now() && order.wordAt(clock.now()) === 'PAYMENT_COMPLETED',
    );
    return {
      orders: open.map(({ orderId, sku, paidAt }) => ({
        orderId,
        sku,
        paymentCompletedDate: korean(paidAt),
      })),
    };
  }

  /** What `getCompletedOrRefundedOrders` answers. */
  history(userKey: string): unknown {
    const { clock } = this.#options;
    const closed = this.#of(userKey).flatMap((sale) => {
      const word = sale.order.wordAt(clock.now());
      if (sale.listedAt > clock.now() || (word !== 'PURCHASED' && word !== 'REFUNDED')) return [];
      const status = word === 'PURCHASED' ? 'COMPLETED' : 'REFUNDED';
      const date = korean(status === 'COMPLETED' ? sale.paidAt : sale.refundedAt);
      return [{ orderId: sale.orderId, sku: sale.sku, status, date }];
    });
    return { hasNext: false, orders: closed.reverse() };
  }

  #of(userKey: string): Sale[] {
    return this.sales.filter((sale) => sale.userKey === userKey);
  }

  #say(sale: Sale, word: string): void {
    const { clock, trace } = this.#options;
    sale.moments.push({ at: clock.now(), word });
    trace.note(sale.orderId, `truth: ${word}`);
  }
}

/** A time as the Toss app writes it: whole seconds, Korean time, without a zone. */
function korean(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant + KOREA_MS).toISOString().slice(0, 19);
}
