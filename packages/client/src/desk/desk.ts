import type { IapBridge } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import { type Notebook, notebook } from './notebook.js';
import type { RecoveredOrder } from './recovered-order.js';

/** What a turn of a recovery did, one for each order. */
export type TurnResults = readonly RecoveredOrder[];

/**
 * What decides whether a product may be touched now: what was written down about earlier orders, and who works on what
 * in this page. The functions of this folder read and change it, and `recoverOrder` joins by it; purchases and recoveries ask
 * them and tell them.
 */
export interface Desk {
  readonly book: Notebook;
  /** The start times of running purchases, by sku. */
  readonly purchases: Map<string, number>;
  /** The running recoveries, by order. */
  readonly recoveries: Map<string, Promise<RecoveredOrder>>;
  /** The turns of recoveries, by product: the lock among tabs alone cannot tell another recovery of this page from another tab. */
  readonly turns: Map<string, Promise<TurnResults>>;
  /** The orders that order sheets called paid after another outcome, by product, for the tap that runs meanwhile. */
  readonly late: Map<string, Promise<RecoveredOrder>>;
  /** What stops listening to the last order sheets that have an outcome without an order. */
  readonly heard: (() => void)[];
  /** The last orders that order sheets of this page called paid, because the host's history may lag behind. */
  readonly paid: string[];
}

const desks = new WeakMap<IapBridge, Desk>();

/**
 * The desk of a bridge. It is shared, so two clients and the drop-in functions over one bridge never open the same
 * order twice.
 */
export function deskOf(session: HostSession): Desk {
  const desk = desks.get(session.bridge) ?? {
    book: notebook(session, 'ait-iap.open-orders'),
    purchases: new Map(),
    recoveries: new Map(),
    turns: new Map(),
    late: new Map(),
    heard: [],
    paid: [],
  };
  desks.set(session.bridge, desk);
  return desk;
}
