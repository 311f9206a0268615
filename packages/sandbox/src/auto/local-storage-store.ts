import { StorageFullError } from '../errors/storage-full-error.js';
import { memoryStore } from '../world/memory-store.js';
import { rebuildWorld } from '../world/rebuild-world.js';
import type { WorldEvent } from '../world/world-event.js';
import type { WorldCommit, WorldStore } from '../world/world-store.js';

/** The part of `localStorage` that this file uses. */
export type StorageLike = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'ait-iap.sandbox/';

/** Changes whenever the world is cleared, so that other tabs notice. */
const GENERATION = 'ait-iap.sandbox-generation';

/**
 * The world of a page. Each commit is one entry of `localStorage`, named by its first event, so a reload loses nothing.
 * Several tabs share one world: before every access the store reads what other tabs have written.
 */
export function localStorageStore(storage: StorageLike): WorldStore {
  const memory = memoryStore();
  let generation: string | null = null;
  let elsewhere = 0;

  const catchUp = () => {
    const now = storage.getItem(GENERATION);
    if (now !== generation) {
      memory.clear();
      generation = now;
      elsewhere += 1;
    }
    for (;;) {
      const text = storage.getItem(entryName(memory.lastSeq() + 1));
      if (text === null) return memory;
      rebuildWorld(JSON.parse(text) as WorldEvent[], memory);
      elsewhere += 1;
    }
  };

  return {
    commit(commit: WorldCommit) {
      write(storage, commit.events);
      memory.commit(commit);
    },
    lastSeq: () => catchUp().lastSeq(),
    events: (afterSeq) => catchUp().events(afterSeq),
    eventsOf: (orderId) => catchUp().eventsOf(orderId),
    payments: (query) => catchUp().payments(query),
    paymentCounts: (filter) => catchUp().paymentCounts(filter),
    refundCount: () => catchUp().refundCount(),
    refund: (number) => catchUp().refund(number),
    refunds: (query) => catchUp().refunds(query),
    orderCount: () => catchUp().orderCount(),
    order: (orderId) => catchUp().order(orderId),
    pendingOrders: (userKey) => catchUp().pendingOrders(userKey),
    finishedOrders: (userKey, before, limit) => catchUp().finishedOrders(userKey, before, limit),
    heldOrder: (userKey, sku) => catchUp().heldOrder(userKey, sku),
    orders: (query) => catchUp().orders(query),
    users: (after, limit) => catchUp().users(after, limit),
    record: (kind, id) => catchUp().record(kind, id),
    records: (kind) => catchUp().records(kind),
    nextDue: () => catchUp().nextDue(),
    elsewhere() {
      catchUp();
      return elsewhere;
    },
    clear() {
      for (const name of entryNames(storage)) storage.removeItem(name);
      generation = String(Number(storage.getItem(GENERATION) ?? 0) + 1);
      storage.setItem(GENERATION, generation);
      memory.clear();
    },
    atomically: (work) => work(),
    close: () => memory.close(),
  };
}

function write(storage: StorageLike, events: readonly WorldEvent[]): void {
  const [first] = events;
  if (first === undefined) return;
  try {
    storage.setItem(entryName(first.seq), JSON.stringify(events));
  } catch (error) {
    throw new StorageFullError(error);
  }
}

function entryName(seq: number): string {
  return `${PREFIX}${seq}`;
}

function entryNames(storage: StorageLike): string[] {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return names.filter((name): name is string => name?.startsWith(PREFIX) === true);
}
