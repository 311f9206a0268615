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

/** A whole Apps in Toss on one machine or inside one test. Sandboxes share nothing. */
export interface Sandbox {
  readonly seed: string;
  readonly clock: SandboxClock;
  /** Reads the world and follows its events. */
  readonly world: World;
  /** What the store, the user and the partner can do to the world: refunds, products, subscriptions, settings. */
  readonly console: StoreConsole;
  readonly faults: FaultBook;
  /** What passes between page, host, backend and sandbox, as it happens. No part of the world. */
  readonly wire: Wire;
  /** One order, whatever has become of it. */
  order(orderId: string): Order | undefined;
  /** All orders, or those of a user or product, the oldest first. */
  orders(filter?: OrderScope): readonly Order[];
  /** All that has happened, the oldest first, read as it is walked. */
  events(): Iterable<WorldEvent>;
  /**
   * All money that a store has taken, the oldest first: what users paid, whether Toss has recorded it or not. A test that
   * counts these finds who paid twice, and who paid for nothing.
   */
  charges(filter?: OrderScope): readonly Charge[];
  /** A Toss app of one user with one page: give it to `setBridge` or `createIapClient`. */
  bridge(options: HostOptions): Host;
  /** Answers `POST …/get-order-status` as the Apps in Toss server does, and 404 or 405 anything else. */
  readonly partnerApi: PartnerApi;
  /**
   * Refunds an order at once, whoever would have had to decide.
   * @throws RefundNotPossibleError if nothing is paid or it is refunded already.
   */
  refund(orderId: string, reason?: RefundReason): Order;
  /** What `idle` waits for; a part that works in the background tracks its work here. */
  readonly activity: Activity;
  /**
   * Resolves once nothing is on its way any more that does not wait for the clock or for the page: use it in place of a
   * sleep.
   */
  idle(): Promise<void>;
  /** The world in words, for a person who reads a failed test. */
  dump(): string;
  /** Forgets everything and starts again with the same seed, settings and catalogue. Open hosts are closed. */
  reset(): void;
  /** The log as lines of JSON, a header first; `import` reads it back. */
  export(): Iterable<string>;
  /** Replaces the world by an exported one. @throws SandboxError, changing nothing, when it is not one. */
  import(lines: Iterable<string>): void;
  /**
   * Goes back to an earlier moment: the world is as it was after that event of its log, and so is the clock. Open hosts are
   * closed. @throws SandboxError `UNKNOWN_EVENT` if the log is shorter
   */
  undo(event: number): void;
  /** Closes the hosts, the clock and the store. */
  close(): void;
}
