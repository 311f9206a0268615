import type { WorldEvent } from './world-event.js';

/** How many events a packed chunk contains: enough to pack well, and few enough to unpack for one lookup. */
const CHUNK_SIZE = 1024;

/**
 * A log for a million purchases. Full chunks are stored as UTF-8 outside the heap, where the garbage collector does not
 * have to visit them. So a long log does not slow a purchase down.
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

  /** Events in order, from the first after `afterSeq`. Events that are added while reading are included. */
  *after(afterSeq: number): Generator<WorldEvent> {
    for (let index = afterSeq; index < this.length; ) {
      const chunk = this.#chunk(Math.floor(index / CHUNK_SIZE));
      for (const event of chunk.slice(index % CHUNK_SIZE)) {
        yield event;
        index++;
      }
    }
  }

  /** Events about one order. A packed chunk is first searched as text, which costs a tenth of unpacking it. */
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

/** Jest's page (jsdom) has neither of the two. There a long log stays on the heap. */
function seal(text: string): Uint8Array | string {
  return typeof TextEncoder === 'undefined' ? text : new TextEncoder().encode(text);
}

function unseal(packed: Uint8Array | string): string {
  return typeof packed === 'string' ? packed : new TextDecoder().decode(packed);
}
