import type { Clock, IapBridge, VersionedFeature } from '@ait-iap/protocol';
import type { Host } from '../bridge/call-host.js';
import { systemClock } from '../clock/system-clock.js';
import { durableText } from '../open-orders/durable-text.js';
import { type OpenOrderBook, openOrderBook } from '../open-orders/open-order-book.js';
import type { RecoveredOrder } from '../recovery/recovered-order.js';

/** One bridge, and what all that is done over it has to agree on, whoever does it. */
export interface HostSession extends Host {
  /** What its app can do, as far as was asked. */
  readonly supported: Partial<Record<VersionedFeature, boolean>>;
  /** The reads that are on their way, by what they ask. */
  readonly reads: Map<string, Promise<unknown>>;
  /** The skus whose purchase runs. */
  readonly running: Set<string>;
  /** The recoveries that run, by order. */
  readonly recoveries: Map<string, Promise<RecoveredOrder>>;
  /** The open orders that outlive the page. */
  readonly book: OpenOrderBook;
}

const KEY = 'ait-iap.open-orders';

const sessions = new WeakMap<IapBridge, HostSession>();

/** The session of a bridge: two clients and the drop-in functions over one bridge never open the same order twice. */
export function hostSession(bridge: IapBridge, clock: Clock = systemClock): HostSession {
  const session = sessions.get(bridge) ?? {
    bridge,
    clock,
    supported: {},
    reads: new Map(),
    running: new Set(),
    recoveries: new Map(),
    book: openOrderBook(durableText({ bridge, clock }, KEY)),
  };
  sessions.set(bridge, session);
  return { ...session, clock };
}
