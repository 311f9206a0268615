import type { IapBridge } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import { type Notebook, notebook } from './notebook.js';
import type { RecoveredOrder } from './recovered-order.js';

/** What a turn of a recovery did, by order. */
export type TurnResults = ReadonlyMap<string, RecoveredOrder>;

/**
 * What decides whether a product may be touched now: what was written down about earlier orders, and who works on what
 * in this page. Only the functions of this folder read and change it; purchases and recoveries ask them and tell them.
 */
export interface Desk {
  readonly book: Notebook;
  /** When the purchase of a product that runs was begun, by sku. */
  readonly purchases: Map<string, number>;
  /** The recoveries that run, by order. */
  readonly recoveries: Map<string, Promise<RecoveredOrder>>;
  /** The turns of recoveries, by lock: the lock alone cannot tell another recovery of this page from another tab. */
  readonly turns: Map<string, Promise<TurnResults>>;
  /** What stops listening to an order sheet that fell silent, by sku. */
  readonly silent: Map<string, () => void>;
  /** The orders of purchases that this page has granted: the host's history may lag behind them. */
  readonly granted: string[];
}

const KEY = 'ait-iap.open-orders';

const desks = new WeakMap<IapBridge, Desk>();

/** The desk of a bridge: two clients and the drop-in functions over one bridge never open the same order twice. */
export function deskOf(session: HostSession): Desk {
  let desk = desks.get(session.bridge);
  if (!desk) {
    const book = notebook(session, KEY);
    desk = {
      ...{ book, purchases: new Map(), recoveries: new Map(), turns: new Map(), silent: new Map() },
      granted: [],
    };
    desks.set(session.bridge, desk);
  }
  return desk;
}
