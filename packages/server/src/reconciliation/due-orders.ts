import type { Clock } from '@ait-iap/protocol';
import type { CheckLoad } from '../fulfillment/check-plan.js';
import type { Fulfillment } from '../fulfillment/fulfillment.js';

/** How due orders are taken. */
export interface DueOrdersOptions {
  readonly batchSize: number;
  readonly leaseMs: number;
  readonly callsPerMinute: number;
  readonly clock: Clock;
}

// How much is due changes slowly, and counting it costs a query.
const LOAD_AGE_MS = 30_000;

/** Due orders, one by one: taken in batches, and the next batch as soon as the last one is empty. */
export class DueOrders {
  readonly #fulfillment: Pick<Fulfillment, 'claimDue' | 'release' | 'backlog'>;
  readonly #options: DueOrdersOptions;
  #batch: string[] = [];
  #claiming: Promise<void> | undefined;
  #load: (CheckLoad & { readonly at: number }) | undefined;

  constructor(fulfillment: Pick<Fulfillment, 'claimDue' | 'release' | 'backlog'>, options: DueOrdersOptions) {
    this.#fulfillment = fulfillment;
    this.#options = options;
  }

  /** How much is due, by the last count. */
  get load(): CheckLoad | undefined {
    return this.#load;
  }

  /** The next due order, or `undefined` when nothing is due. */
  async next(): Promise<string | undefined> {
    if (this.#batch.length === 0) {
      this.#claiming ??= this.#claim();
      await this.#claiming;
    }
    return this.#batch.shift();
  }

  /** Gives back what was taken and not handed out. */
  async release(): Promise<void> {
    const rest = this.#batch.splice(0);
    await this.#fulfillment.release(rest);
  }

  async #claim(): Promise<void> {
    try {
      const { batchSize: limit, leaseMs, callsPerMinute: perMinute, clock } = this.#options;
      const now = clock.now();
      if (this.#load === undefined || now - this.#load.at >= LOAD_AGE_MS) {
        const { due } = await this.#fulfillment.backlog();
        this.#load = { due, perMinute, at: now };
      }
      this.#batch.push(...(await this.#fulfillment.claimDue({ limit, leaseMs })));
    } finally {
      this.#claiming = undefined;
    }
  }
}
