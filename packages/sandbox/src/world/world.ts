import type { SandboxClock } from '../clock/sandbox-clock.js';
import type { CatalogProduct } from './catalog-product.js';
import type { NewWorldEvent, WorldEvent } from './world-event.js';
import type { WorldSettings } from './world-settings.js';
import type { WorldStore } from './world-store.js';

/** Called for every committed event, in order, after it is in the store. */
export type WorldListener = (event: WorldEvent) => void;

/** Handles a due. It has to record an event that moves or cancels the due. `at` is the time at which it was due. */
export type DueHandler = (id: string, at: number) => void;

/** The state of everything in a sandbox. Only events can change it. */
export interface World {
  /** The clock of the sandbox. */
  readonly clock: SandboxClock;
  /** Only for reading. To write, use {@link World.record}. */
  readonly store: WorldStore;
  /** What the luck of the sandbox comes from. */
  readonly seed: string;
  /** The settings of the world. */
  settings(): WorldSettings;
  /** The product, visible or not. */
  product(sku: string): CatalogProduct | undefined;
  /** The whole catalogue, sorted by sku. */
  products(): readonly CatalogProduct[];
  /**
   * Writes events, and the rows that follow from them, in one atomic step. Then it calls the listeners. When it
   * returns, the events are as durable as the store makes them.
   */
  record(...events: readonly NewWorldEvent[]): void;
  /** Returns a function that ends the subscription. */
  subscribe(listener: WorldListener): () => void;
  /** Called after the store was emptied or filled with another world. Returns a function that ends the subscription. */
  onReplaced(listener: () => void): () => void;
  /** Reports that the store now contains another world. */
  replaced(): void;
  /**
   * Sets the handler of one kind of dues. Each kind has one handler. With a running clock, overdue ones are handled
   * soon.
   */
  onDue(kind: string, handler: DueHandler): void;
  /** Stops waiting for dues. The store stays open. */
  close(): void;
}
