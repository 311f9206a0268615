import type { IapBridge } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import { type Notebook, notebook } from './notebook.js';
import type { RecoveredOrder } from './recovered-order.js';

/** The results of one turn of a recovery, by order. */
export type TurnResults = ReadonlyMap<string, RecoveredOrder>;

/**
 * The state that decides whether work on a product may start: the notes about earlier orders, and the running work of
 * this page. Only the functions of this folder read and change it. Purchases and recoveries use these functions.
 */
export interface Desk {
  readonly book: Notebook;
  /** The start times of running purchases, by sku. */
  readonly purchases: Map<string, number>;
  /** The running recoveries, by order. */
  readonly recoveries: Map<string, Promise<RecoveredOrder>>;
  /**
   * The turns of recoveries, by lock. The lock alone cannot distinguish another recovery of this page from another tab.
   */
  readonly turns: Map<string, Promise<TurnResults>>;
  /** Functions that stop listening to silent order sheets, by sku. */
  readonly silent: Map<string, () => void>;
  /** The orders of purchases that this page has granted, because the host's history may lag behind. */
  readonly granted: string[];
}

const KEY = 'ait-iap.open-orders';

const desks = new WeakMap<IapBridge, Desk>();

/**
 * The desk of a bridge. It is shared, so two clients and the drop-in functions over one bridge never open the same
 * order twice.
 */
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
