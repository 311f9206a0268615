import type { Activity } from '../clock/activity.js';
import type { SandboxClock } from '../clock/sandbox-clock.js';
import type { FaultBook } from '../faults/fault-book.js';
import type { Host, HostOptions } from '../host/host.js';
import type { PartnerApi } from '../partner-api/partner-api.js';
import type { Wire } from '../wire/wire.js';
import type { Charge } from '../world/charge.js';
import type { Order } from '../world/order.js';
import type { RefundReason } from '../world/refund.js';
import type { World } from '../world/world.js';
import type { WorldEvent } from '../world/world-event.js';
import type { OrderScope } from './all-orders.js';
import type { StoreConsole } from './store-console.js';

/** A complete Apps in Toss platform on one machine or inside one test. Sandboxes share nothing. No real money moves. */
export interface Sandbox {
  /** What the luck of the sandbox comes from. */
  readonly seed: string;
  /** The clock of the sandbox. Everything in it that waits uses this clock. */
  readonly clock: SandboxClock;
  /** The world: its orders, products and events. */
  readonly world: World;
  /** The actions of the app market, the user and the partner: refunds, products, subscriptions, settings. */
  readonly console: StoreConsole;
  /** What is to go wrong. */
  readonly faults: FaultBook;
  /** The live messages between page, host, backend and sandbox. They are not part of the world. */
  readonly wire: Wire;
  /** One order in any state. `undefined` if there is none. */
  order(orderId: string): Order | undefined;
  /** All orders, or those of a user or product, the oldest first. */
  orders(filter?: OrderScope): readonly Order[];
  /** All events of the world, the oldest first. They are read while you iterate. */
  events(): Iterable<WorldEvent>;
  /**
   * All payments that the app market has taken, the oldest first, whether Toss has recorded them or not. Count them in
   * a test to find users who paid twice or paid for nothing.
   */
  charges(filter?: OrderScope): readonly Charge[];
  /** Opens a Toss app of one user with one page. Pass it to `setBridge` or `createIapClient`. */
  bridge(options: HostOptions): Host;
  /** Answers `POST …/get-order-status` like the Apps in Toss server, and any other request with 404 or 405. */
  readonly partnerApi: PartnerApi;
  /**
   * Refunds an order at once. Skips the decisions of the partner and the app market.
   * @throws RefundNotPossibleError if nothing is paid or it is refunded already.
   */
  refund(orderId: string, reason?: RefundReason): Order;
  /** The work that `idle` waits for. Code that works in the background registers its work here. */
  readonly activity: Activity;
  /**
   * Resolves when no work is in progress any more, except work that waits for the clock or for the page. Use it instead
   * of a sleep.
   */
  idle(): Promise<void>;
  /** Describes the world in text, for a person who reads a failed test. */
  dump(): string;
  /** Deletes the world and starts again with the same seed, settings and catalogue. Closes open hosts. */
  reset(): void;
  /** The log as lines of JSON, after a header. `import` reads it. */
  export(): Iterable<string>;
  /** Replaces the world by an exported one. @throws SandboxError if it is not a valid export; then nothing changes */
  import(lines: Iterable<string>): void;
  /**
   * Goes back to an earlier moment: world and clock are as they were after that event of the log. Closes open hosts.
   * @throws SandboxError `UNKNOWN_EVENT` if the log is shorter
   */
  undo(event: number): void;
  /** Closes the hosts, the clock and the store. */
  close(): void;
}
