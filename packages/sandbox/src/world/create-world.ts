import type { SandboxClock } from '../clock/sandbox-clock.js';
import type { CatalogProduct } from './catalog-product.js';
import { readDueKey } from './due-key.js';
import { project } from './projection.js';
import { RECORD } from './record-kind.js';
import type { DueHandler, World, WorldListener } from './world.js';
import { WorldChanges } from './world-changes.js';
import type { NewWorldEvent, WorldEvent } from './world-event.js';
import { settingsOf, type WorldSettings } from './world-settings.js';
import type { Due, WorldStore } from './world-store.js';

/** Opens the world in a store. In an empty store the world is empty and waits for `WorldCreated`. */
export function createWorld(store: WorldStore, clock: SandboxClock): World {
  return new StoredWorld(store, clock);
}

class StoredWorld implements World {
  readonly #listeners = new Set<WorldListener>();
  readonly #replacedListeners = new Set<() => void>();
  readonly #handlers = new Map<string, DueHandler>();
  #untold: WorldEvent[] = [];
  #telling = false;
  #armed: { readonly at: number; readonly cancel: () => void } | undefined;
  #closed = false;

  constructor(
    readonly store: WorldStore,
    readonly clock: SandboxClock,
  ) {}

  get seed(): string {
    return (this.store.record(RECORD.world, 'seed') as string | undefined) ?? '';
  }

  settings(): WorldSettings {
    return settingsOf(this.store.record(RECORD.world, 'settings'));
  }

  product(sku: string): CatalogProduct | undefined {
    return this.store.record(RECORD.product, sku) as CatalogProduct | undefined;
  }

  products(): readonly CatalogProduct[] {
    return this.store.records(RECORD.product).map(({ value }) => value as CatalogProduct);
  }

  record(...news: readonly NewWorldEvent[]): void {
    const at = this.clock.now();
    const last = this.store.lastSeq();
    const changes = new WorldChanges(this.store);
    const events = news.map((one, index) => ({ seq: last + index + 1, at, ...one }) as WorldEvent);
    for (const event of events) project(event, changes);
    this.store.commit(changes.toCommit(events));
    this.#arm();
    this.#tell(events);
  }

  subscribe(listener: WorldListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onReplaced(listener: () => void): () => void {
    this.#replacedListeners.add(listener);
    return () => this.#replacedListeners.delete(listener);
  }

  replaced(): void {
    this.#armed?.cancel();
    this.#armed = undefined;
    for (const listener of this.#replacedListeners) listener();
    this.#arm();
  }

  onDue(kind: string, handler: DueHandler): void {
    this.#handlers.set(kind, handler);
    this.#arm();
  }

  close(): void {
    this.#closed = true;
    this.#armed?.cancel();
    this.#listeners.clear();
    this.#replacedListeners.clear();
  }

  /** A listener may record events too. They are reported after all earlier ones. */
  #tell(events: readonly WorldEvent[]): void {
    this.#untold.push(...events);
    if (this.#telling) return;
    this.#telling = true;
    for (let event = this.#untold.shift(); event !== undefined; event = this.#untold.shift()) {
      for (const listener of this.#listeners) callSafely(listener, event);
    }
    this.#telling = false;
  }

  /**
   * One timer for the earliest due. A timer that fires too early only checks again, so cancelling a due costs nothing.
   */
  #arm(): void {
    const due = this.#closed ? undefined : this.store.nextDue();
    if (due === undefined || (this.#armed !== undefined && this.#armed.at <= due.at)) return;
    this.#armed?.cancel();
    this.#armed = { at: due.at, cancel: this.clock.at(due.at, () => this.#wake()) };
  }

  #wake(): void {
    this.#armed = undefined;
    const passed = () => {
      const due = this.#closed ? undefined : this.store.nextDue();
      return due !== undefined && due.at <= this.clock.now() ? due : undefined;
    };
    for (let due = passed(); due !== undefined; due = passed()) {
      this.#handle(due);
      const next = this.store.nextDue();
      if (next?.key === due.key && next.at === due.at)
        throw new Error(`${due.key} was handled and is still due.`);
    }
    this.#arm();
  }

  /** A due without a handler (from a world of another version) is dropped, so that other dues do not wait behind it. */
  #handle({ key, at }: Due): void {
    const { kind, id } = readDueKey(key);
    const handler = this.#handlers.get(kind);
    if (handler === undefined) {
      const value = this.store.record(kind, id);
      this.record({ type: 'RecordChanged', kind, id, due: null, ...(value !== undefined && { value }) });
    } else handler(id, at);
  }
}

/** An error of a listener does not undo the event. It appears as an unhandled rejection. */
function callSafely(listener: WorldListener, event: WorldEvent): void {
  try {
    listener(event);
  } catch (error) {
    void Promise.reject(error);
  }
}
