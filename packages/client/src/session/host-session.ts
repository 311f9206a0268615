import type { Clock, IapBridge } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import { type OpenOrderBook, openOrderBook } from '../open-orders/open-order-book.js';
import type { RecoveredOrder } from '../recovery/recovered-order.js';
import { durableStorage } from '../storage/durable-storage.js';

/** What all purchases and recoveries over one bridge have to agree on, whoever started them. */
interface Shared {
  /** The skus whose purchase runs. */
  readonly running: Set<string>;
  /** The recoveries that run, by order. */
  readonly recoveries: Map<string, Promise<RecoveredOrder>>;
}

/** One bridge, a clock, and what is shared over that bridge. */
export interface HostSession extends Shared {
  readonly bridge: IapBridge;
  readonly clock: Clock;
  /** The open orders that outlive the page. */
  readonly book: OpenOrderBook;
}

const sharedOf = new WeakMap<IapBridge, Shared>();

/** The session of a bridge: two clients and the drop-in functions over one bridge never open the same order twice. */
export function hostSession(bridge: IapBridge, clock: Clock = systemClock): HostSession {
  const shared = sharedOf.get(bridge) ?? { running: new Set(), recoveries: new Map() };
  sharedOf.set(bridge, shared);
  return { bridge, clock, book: openOrderBook(durableStorage(bridge, clock)), ...shared };
}
