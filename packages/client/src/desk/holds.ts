import type { HostSession } from '../bridge/host-session.js';
import { IapError } from '../errors/iap-error.js';
import type { DeskState, TurnResults } from './desk-state.js';
import { openUntil } from './note-end.js';
import type { Notebook } from './notebook.js';
import type { RecoveredOrder } from './recovered-order.js';
import { holdInThisTab, orderLock, type TabHold } from './tab-lock.js';

/** A product that was taken for a purchase. */
export interface PurchaseHold extends TabHold {
  readonly recovered: RecoveredOrder | undefined;
}

/** Who works on a product: at most one purchase or one recovery at a time, whoever asks. */
export interface Holds {
  /**
   * Takes a product for a purchase. A recovery of this page that works on it is waited for.
   *
   * @param onWait - told if there is one
   * @returns the hold, and an order of the product that was granted meanwhile
   * @throws IapError `PURCHASE_IN_PROGRESS` if it is being bought already, `ORDER_UNRESOLVED` if another tab looks after
   * an earlier order of it
   */
  holdForPurchase(sku: string, onWait: () => void): Promise<PurchaseHold>;
  /** Whether a purchase of this page runs that will take care of an order: of its product, or of any if it has none. */
  isLeftToPurchase(sku: string | undefined): boolean;
  /** Takes a lock for a recovery; `undefined` if another tab holds it. */
  holdForRecovery(lock: string): Promise<TabHold | undefined>;
  /** Recovers the orders of one lock, or joins the recovery of this page that does. */
  turn(lock: string, start: () => Promise<TurnResults>): Promise<TurnResults>;
  /** Recovers one order, or joins who does. */
  recoverOnce(orderId: string, start: () => Promise<RecoveredOrder>): Promise<RecoveredOrder>;
  /** The recovery of an order that runs in this page. */
  recoveryOf(orderId: string): Promise<RecoveredOrder> | undefined;
}

/** The holds of one bridge. */
export function holds(session: HostSession, state: DeskState): Holds {
  const { purchases, recoveries, turns } = state;
  const { clock } = session;
  return {
    async holdForPurchase(sku, onWait) {
      if (purchases.has(sku)) throw new IapError('PURCHASE_IN_PROGRESS', 'buy');
      // Nothing has been waited for so far: a second tap in the same instant finds this one.
      purchases.set(sku, clock.now());
      let hold: TabHold | undefined;
      let recovered: RecoveredOrder | undefined;
      try {
        const turn = turns.get(orderLock(sku));
        if (turn) {
          onWait();
          const results = await turn.catch(() => undefined);
          recovered = [...(results?.values() ?? [])].find((order) => order.status === 'granted');
        }
        hold = await holdInThisTab(orderLock(sku), clock);
        if (!hold) throw await heldElsewhere(state.book, sku, clock.now());
      } finally {
        if (!hold) purchases.delete(sku);
      }
      const { release } = hold;
      return {
        recovered,
        release() {
          purchases.delete(sku);
          release();
        },
      };
    },
    isLeftToPurchase: (sku) => (sku === undefined ? purchases.size > 0 : purchases.has(sku)),
    holdForRecovery: (lock) => holdInThisTab(lock, clock),
    turn: (lock, start) => once(turns, lock, start),
    recoverOnce: (orderId, start) => once(recoveries, orderId, start),
    recoveryOf: (orderId) => recoveries.get(orderId),
  };
}

/**
 * What another tab does with the product: a sheet is open there, or it looks after an earlier order as this one would. A
 * tab that was put to sleep over a sheet is not waited for in these words for ever.
 */
async function heldElsewhere(book: Notebook, sku: string, now: number): Promise<IapError> {
  const note = (await book.all()).get(sku);
  const isBuying = note && !note.orderId && openUntil(note) > now;
  return new IapError(isBuying ? 'PURCHASE_IN_PROGRESS' : 'ORDER_UNRESOLVED', 'buy', {
    why: isBuying ? undefined : 'another tab looks after an earlier order. Try again when it has',
  });
}

function once<T>(running: Map<string, Promise<T>>, name: string, start: () => Promise<T>): Promise<T> {
  const known = running.get(name);
  if (known) return known;
  const work = start().finally(() => running.delete(name));
  running.set(name, work);
  return work;
}
