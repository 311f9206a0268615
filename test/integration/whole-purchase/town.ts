import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Order, type Sandbox } from '@ait-iap/sandbox';
import { WebhookSender } from '@ait-iap/sandbox/serve';
import { PageNetwork } from './page-network.js';
import { Phone } from './phone.js';
import type { Sabotage } from './sabotage.js';
import {
  BACKEND_ORIGIN,
  SESSION_HEADER,
  type ShopBackend,
  ShopTables,
  startBackend,
} from './shop-backend.js';
import type { Tap } from './tap.js';

/** A Toss app that can do everything. */
export const NEWEST_APP = '5.300.0';

/** How long a product stays locked over an order that cannot be looked up (docs/recovery.md). */
const LOCKED_MS = 3 * 24 * 3_600_000;

/** How long a silent sheet counts as open (docs/recovery.md). On a phone the user cannot tap behind an open sheet. */
const SILENT_SHEET_MS = 600_000;

const TURNS = 6;
const STEP_MS = 500;
/** The first minute passes in small steps, so that requests and answers keep their order. After that, time may leap. */
const CAREFUL_MS = 60_000;

/** Everything at once: a platform, a shop with its backend, and people with phones, on one clock. */
export class Town {
  readonly sandbox: Sandbox = createSandbox();
  readonly taps: Tap[] = [];
  /** What was seen to go wrong while it went on. */
  readonly complaints: string[] = [];
  readonly network = new PageNetwork(this.sandbox.clock, () => (request) => this.backend.handle(request));
  readonly webhooks = new WebhookSender(this.sandbox, this.network.fetch);
  readonly phones: readonly Phone[];
  readonly #folder = mkdtempSync(join(tmpdir(), 'ait-iap-whole-purchase-'));
  readonly #file = join(this.#folder, 'shop.db');
  backend!: ShopBackend;
  tables!: ShopTables;

  private constructor(readonly sabotage: Sabotage) {
    this.phones = [
      new Phone(this, 'anna', 'phone'),
      new Phone(this, 'anna', 'tablet'),
      new Phone(this, 'ben', 'phone'),
    ];
  }

  static async build(sabotage: Sabotage = {}): Promise<Town> {
    const town = new Town(sabotage);
    town.backend = await startBackend(town.sandbox, town.#file, sabotage);
    town.tables = new ShopTables(town.#file);
    await town.webhooks.register({ url: `${BACKEND_ORIGIN}/webhooks/subscription` });
    for (const phone of town.phones) phone.start(NEWEST_APP);
    return town;
  }

  async restartBackend(): Promise<void> {
    this.backend.kill();
    this.backend = await startBackend(this.sandbox, this.#file, this.sabotage);
  }

  orders(): Order[] {
    return [...this.sandbox.orders()];
  }

  isGranted(orderId: string): boolean {
    return this.tables.journal(orderId).includes('granted');
  }

  /** Somebody presents an order id that is not theirs. */
  async steal(orderId: string, userKey: string): Promise<void> {
    const headers = { 'content-type': 'application/json', [SESSION_HEADER]: userKey };
    const body = JSON.stringify({ orderId });
    const request = new Request(`${BACKEND_ORIGIN}/grant`, { method: 'POST', headers, body });
    const { outcome } = (await (await this.backend.handle(request)).json()) as { outcome?: string };
    const isTaken = outcome === 'granted' || outcome === 'already_granted';
    if (isTaken) this.complaints.push(`${userKey} was told ${outcome} for the order of somebody else`);
  }

  /** A sheet opens: nothing of the same product may be unresolved on this phone, or known to its Toss app. */
  onSheet(tap: Tap, phone: Phone): void {
    for (const order of this.orders()) {
      if (order.userKey !== tap.userKey || order.sku !== tap.sku || !this.#isUnresolved(order)) continue;
      const own = this.taps.find(({ orderIds }) => orderIds.includes(order.orderId));
      if (own === undefined || !phone.made(own)) continue;
      if (this.#isGivenUp(order, phone) || this.#hasDouble(order, phone)) continue;
      this.complaints.push(
        `tap ${tap.number} opened a sheet while order ${order.number} of tap ${own.number} was ${order.state}${order.paidAt === undefined ? '' : ' and charged'}`,
      );
    }
  }

  /** It may still be paid, or it is, and neither delivered nor refunded, whatever Toss knows of it. */
  #isUnresolved({ state, orderId, paidAt, refundedAt }: Order): boolean {
    if (state === 'ORDER_IN_PROGRESS' && refundedAt === undefined) return true;
    return paidAt !== undefined && refundedAt === undefined && !this.isGranted(orderId);
  }

  /** A sale that no list can ever show keeps its product locked for three days, and no longer. */
  #isGivenUp({ state, recorded, openedAt }: Order, phone: Phone): boolean {
    const age = this.sandbox.clock.now() - openedAt;
    if (state === 'ORDER_IN_PROGRESS' && recorded === undefined && age >= SILENT_SHEET_MS) return true;
    const isListed = state !== 'ORDER_IN_PROGRESS' && recorded !== false && phone.listsPendingOrders;
    return !isListed && age >= LOCKED_MS;
  }

  /**
   * A charge that no list showed is taken for seen when the same user has bought the same product on another device since,
   * or in the same instant: the lists name neither a device nor a receipt, so no page can tell the two orders apart.
   */
  #hasDouble(order: Order, phone: Phone): boolean {
    if (order.recorded === undefined) return false;
    return this.orders().some(({ orderId, userKey, sku, paidAt = -1 }) => {
      if (orderId === order.orderId || userKey !== order.userKey || sku !== order.sku) return false;
      const tap = this.taps.find(({ orderIds }) => orderIds.includes(orderId));
      const isElsewhere = tap !== undefined && !phone.made(tap);
      return isElsewhere ? paidAt >= order.openedAt : paidAt === order.openedAt;
    });
  }

  /** Whether a payment still waits for an approval: its tap ended with `PAYMENT_PENDING`. */
  waitsForApproval(orderId: string): boolean {
    return this.taps.some(
      ({ orderIds, endings }) =>
        orderIds.includes(orderId) && endings.some(({ code }) => code === 'PAYMENT_PENDING'),
    );
  }

  /** Runs everything that only waits for its turn. */
  async turns(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  async pass(milliseconds: number): Promise<void> {
    let left = milliseconds;
    await this.turns();
    while (left > 0) {
      const careful = milliseconds - left < CAREFUL_MS;
      const step = careful ? Math.min(STEP_MS, left) : left;
      await this.sandbox.clock.advance(step);
      await this.turns();
      left -= step;
    }
  }

  /** Lets time pass until work is done, but no longer than a limit. */
  async during(work: Promise<unknown>, limitMs: number): Promise<void> {
    let done = false;
    const end = () => {
      done = true;
    };
    work.then(end, end);
    await this.until(() => done, limitMs);
  }

  /** Lets time pass until something is so, but no longer than a limit. */
  async until(isSo: () => boolean, limitMs: number): Promise<void> {
    await this.turns();
    for (let passed = 0; !isSo() && passed < limitMs; passed += STEP_MS) {
      await this.sandbox.clock.advance(STEP_MS);
      await this.turns();
    }
  }

  async close(): Promise<void> {
    for (const phone of this.phones) phone.kill();
    this.backend.kill();
    this.webhooks.close();
    this.tables.close();
    this.sandbox.close();
    await this.turns();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
