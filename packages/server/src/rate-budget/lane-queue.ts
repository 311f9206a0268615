import type { Lane } from './lane.js';
import type { RateTicket } from './rate-budget.js';

type Admit = (ticket: RateTicket) => void;

/** The waiting requests: interactive ones before background ones, and each lane in order of arrival. */
export class LaneQueue {
  readonly #lanes: Readonly<Record<Lane, Set<Admit>>> = { interactive: new Set(), background: new Set() };

  /** Waits to be admitted. An aborted wait leaves the queue. */
  wait(lane: Lane, signal: AbortSignal | undefined): Promise<RateTicket> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const leave = () => {
        this.#lanes[lane].delete(admit);
        reject(signal?.reason);
      };
      const admit = (ticket: RateTicket) => {
        signal?.removeEventListener('abort', leave);
        resolve(ticket);
      };
      this.#lanes[lane].add(admit);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  size(lane: Lane): number {
    return this.#lanes[lane].size;
  }

  /** Admits the request that has waited longest in a lane. False if the lane is empty. */
  admit(lane: Lane, ticket: () => RateTicket): boolean {
    const [first] = this.#lanes[lane];
    if (first === undefined) return false;
    this.#lanes[lane].delete(first);
    first(ticket());
    return true;
  }
}
