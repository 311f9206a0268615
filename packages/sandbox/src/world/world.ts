import type { SandboxClock } from '../clock/sandbox-clock.js';
import type { CatalogProduct } from './catalog-product.js';
import type { NewWorldEvent, WorldEvent } from './world-event.js';
import type { WorldSettings } from './world-settings.js';
import type { WorldStore } from './world-store.js';

/** Told of every committed event, in order, after it is in the store. */
export type WorldListener = (event: WorldEvent) => void;

/** Does what is due: it has to record an event that moves or cancels the due. `at` is when it was due. */
export type DueHandler = (id: string, at: number) => void;

/** The state of everything, and the only way to change it: an event. */
export interface World {
  readonly clock: SandboxClock;
  /** For reading. Writing goes through {@link World.record}. */
  readonly store: WorldStore;
  readonly seed: string;
  settings(): WorldSettings;
  /** The product, whether anybody can see it or not. */
  product(sku: string): CatalogProduct | undefined;
  /** The whole catalogue in the order of skus. */
  products(): readonly CatalogProduct[];
  /**
   * Writes events, and what follows from them, in one atomic step; then tells the listeners. When it returns, the
   * events are as durable as the store makes them.
   */
  record(...events: readonly NewWorldEvent[]): void;
  /** Returns what ends the subscription. */
  subscribe(listener: WorldListener): () => void;
  /** Told after the store was emptied or filled with another world. Returns what ends the subscription. */
  onReplaced(listener: () => void): () => void;
  /** Says that the store holds another world now. */
  replaced(): void;
  /**
   * Says who handles the dues of a kind; one handler for each. With a running clock, dues that passed meanwhile are
   * handled soon.
   */
  onDue(kind: string, handler: DueHandler): void;
  /** Stops waiting for what is due. The store stays open. */
  close(): void;
}
