import type { Clock } from '@ait-iap/protocol';
import type { CheckLoad } from '../fulfillment/check-plan.js';
import type { DueWork } from '../fulfillment/due-work.js';
import type { Fulfillment } from '../fulfillment/fulfillment.js';

/** How due orders are taken. */
export interface DueOrdersOptions {
  readonly batchSize: number;
  readonly leaseMs: number;
  readonly callsPerMinute: number;
  readonly clock: Clock;
}

// The number of due orders changes slowly, and counting them costs a query.
const LOAD_AGE_MS = 30_000;

/** Returns due orders one by one. It takes them in batches, the next one as soon as the last one is empty. */
export class DueOrders {
  readonly #fulfillment: Pick<Fulfillment, 'backlog'>;
  readonly #work: DueWork;
  readonly #options: DueOrdersOptions;
  #batch: string[] = [];
  #taking: Promise<void> | undefined;
  #load: (CheckLoad & { readonly at: number }) | undefined;

  constructor(fulfillment: Pick<Fulfillment, 'backlog'>, work: DueWork, options: DueOrdersOptions) {
    this.#fulfillment = fulfillment;
    this.#work = work;
    this.#options = options;
  }

  /** How many orders are due, by the last count. */
  get load(): CheckLoad | undefined {
    return this.#load;
  }

  /** The next due order, or `undefined` when nothing is due. */
  async next(): Promise<string | undefined> {
    if (this.#batch.length === 0) {
      this.#taking ??= this.#take();
      await this.#taking;
    }
    return this.#batch.shift();
  }

  /** Gives back the orders that were taken and not returned to a worker. */
  async giveBack(): Promise<void> {
    const rest = this.#batch.splice(0);
    await this.#work.giveBack(rest);
  }

  async #take(): Promise<void> {
    try {
      const { batchSize: limit, leaseMs, callsPerMinute: perMinute, clock } = this.#options;
      const now = clock.now();
      if (this.#load === undefined || now - this.#load.at >= LOAD_AGE_MS) {
        const { due } = await this.#fulfillment.backlog();
        this.#load = { due, perMinute, at: now };
      }
      this.#batch.push(...(await this.#work.take({ limit, leaseMs })));
    } finally {
      this.#taking = undefined;
    }
  }
}
