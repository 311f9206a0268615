import type { WorldEvent } from './world-event.js';

/** Events in one sealed piece of the log: large enough to pack well, small enough to unpack for one lookup. */
const CHUNK_SIZE = 1024;

/**
 * A log that a million purchases fit into. Full chunks are kept as UTF-8 outside the heap, so that the garbage
 * collector has nothing to walk, and a long log costs a purchase nothing.
 */
export class EventLog {
  #sealed: (Uint8Array | string)[] = [];
  #open: WorldEvent[] = [];

  get length(): number {
    return this.#sealed.length * CHUNK_SIZE + this.#open.length;
  }

  append(events: readonly WorldEvent[]): void {
    for (const event of events) {
      this.#open.push(event);
      if (this.#open.length < CHUNK_SIZE) continue;
      this.#sealed.push(seal(JSON.stringify(this.#open)));
      this.#open = [];
    }
  }

  /** Events in order, from the first after `afterSeq`. What is appended during the walk is walked too. */
  *after(afterSeq: number): Generator<WorldEvent> {
    for (let index = afterSeq; index < this.length; ) {
      const chunk = this.#chunk(Math.floor(index / CHUNK_SIZE));
      for (const event of chunk.slice(index % CHUNK_SIZE)) {
        yield event;
        index++;
      }
    }
  }

  /** Events about one order. A packed chunk is searched as text first, which costs a tenth of unpacking it. */
  about(orderId: string): WorldEvent[] {
    const isAbout = (event: WorldEvent) => 'orderId' in event && event.orderId === orderId;
    const packed = this.#sealed.flatMap((chunk) => {
      const text = unseal(chunk);
      return text.includes(orderId) ? (JSON.parse(text) as WorldEvent[]).filter(isAbout) : [];
    });
    return [...packed, ...this.#open.filter(isAbout)];
  }

  clear(): void {
    this.#sealed = [];
    this.#open = [];
  }

  #chunk(number: number): readonly WorldEvent[] {
    const packed = this.#sealed[number];
    return packed === undefined ? this.#open : (JSON.parse(unseal(packed)) as WorldEvent[]);
  }
}

/** The page that Jest makes (jsdom) has neither of the two: there a long log stays on the heap. */
function seal(text: string): Uint8Array | string {
  return typeof TextEncoder === 'undefined' ? text : new TextEncoder().encode(text);
}

function unseal(packed: Uint8Array | string): string {
  return typeof packed === 'string' ? packed : new TextDecoder().decode(packed);
}
