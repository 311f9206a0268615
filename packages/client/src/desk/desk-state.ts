import type { Notebook } from './notebook.js';
import type { RecoveredOrder } from './recovered-order.js';

/** What a turn of a recovery did, by order. */
export type TurnResults = ReadonlyMap<string, RecoveredOrder>;

/** What a desk knows: what is written down, and who works on what in this page. */
export interface DeskState {
  readonly book: Notebook;
  /** When the purchase of a product that runs was begun, by sku. */
  readonly purchases: Map<string, number>;
  /** The recoveries that run, by order. */
  readonly recoveries: Map<string, Promise<RecoveredOrder>>;
  /** The turns of recoveries, by lock: the lock alone cannot tell another recovery of this page from another tab. */
  readonly turns: Map<string, Promise<TurnResults>>;
  /** What stops listening to an order sheet that fell silent, by sku. */
  readonly silent: Map<string, () => void>;
}
