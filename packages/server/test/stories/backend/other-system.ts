import type { ExternalGrant, ExternalOrder } from '../../../src/fulfillment/external-grant.js';
import type { ItemRow, JournalRow } from '../database/story-database.js';
import type { Dice } from '../dice.js';
import type { Counts } from '../report/counts.js';
import type { Trace } from '../report/trace.js';
import type { StoryClock } from '../time/story-clock.js';

/**
 * How the other system behaves.
 *
 * | mood | what it does |
 * | --- | --- |
 * | fine | does what it is asked and confirms |
 * | slow | the same, after up to 20 seconds |
 * | down | does nothing and fails |
 * | answer lost | does what it is asked, and the caller never hears of it |
 * | hangs | does what it is asked and never answers |
 */
const MOODS = { fine: 60, slow: 15, down: 10, 'answer lost': 12, hangs: 3 } as const;

/** What the other system shares with the rest of a chapter. */
export interface OtherSystemOptions {
  readonly clock: StoryClock;
  readonly dice: Dice;
  readonly counts: Counts;
  readonly trace: Trace;
  readonly troubled: () => boolean;
}

/** Another system that hands the product over (`externalGrant`): it tells a repetition by its key, and refuses what was withdrawn. */
export class OtherSystem {
  readonly #options: OtherSystemOptions;
  readonly #items = new Map<string, ItemRow>();
  readonly #withdrawn = new Set<string>();
  readonly #journal: JournalRow[] = [];

  constructor(options: OtherSystemOptions) {
    this.#options = options;
  }

  /** What is handed to `createFulfillment`. */
  readonly grant: ExternalGrant = {
    deliver: (order) => this.#act('deliver', order, () => this.#deliver(order)),
    withdraw: (order) => this.#act('withdraw', order, () => this.#withdraw(order)),
  };

  items(): ItemRow[] {
    return [...this.#items.values()];
  }

  journal(): readonly JournalRow[] {
    return this.#journal;
  }

  #deliver({ orderId, userKey, sku, deliveryKey }: ExternalOrder): void {
    if (this.#withdrawn.has(deliveryKey) || this.#items.has(deliveryKey)) return;
    this.#items.set(deliveryKey, { order_id: orderId, user_key: userKey, sku });
    this.#journal.push({ order_id: orderId, what: 'granted' });
  }

  #withdraw({ orderId, deliveryKey }: ExternalOrder): void {
    this.#withdrawn.add(deliveryKey);
    if (this.#items.delete(deliveryKey)) this.#journal.push({ order_id: orderId, what: 'revoked' });
  }

  async #act(what: string, order: ExternalOrder, effect: () => void): Promise<void> {
    const { clock, dice, counts, trace, troubled } = this.#options;
    const mood = troubled() ? dice.weigh(MOODS) : 'fine';
    if (mood !== 'fine') counts.add(`other system ${mood}`);
    trace.note(order.orderId, `other system: ${what} ${order.deliveryKey.slice(-8)}, ${mood}`);
    if (mood === 'slow') await clock.sleep(dice.spread(10, 20_000));
    if (mood === 'down') throw new Error('the other system is down');
    effect();
    if (mood === 'answer lost') throw new Error('the answer of the other system was lost');
    if (mood === 'hangs') await new Promise(() => undefined);
  }
}
