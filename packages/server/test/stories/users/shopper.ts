import type { GrantRequest } from '../../../src/fulfillment/grant.js';
import type { Backend } from '../backend/backend.js';
import { ProcessDiedError } from '../backend/process-life.js';
import type { Dice } from '../dice.js';
import type { Testimony } from '../judge/testimony.js';
import type { PlatformOrder } from '../platform/platform-order.js';
import type { Counts } from '../report/counts.js';
import { nameError } from '../report/name-error.js';
import type { Trace } from '../report/trace.js';
import type { StoryClock } from '../time/story-clock.js';

/** What everybody who calls a backend shares. */
export interface CallerOptions<Tx> {
  readonly backends: readonly Backend<Tx>[];
  readonly clock: StoryClock;
  readonly dice: Dice;
  readonly counts: Counts;
  readonly trace: Trace;
  readonly testimony: Testimony;
}

/** How a phone asks for its grant. */
const HABITS = {
  'asks once': 6,
  'asks until it is told': 6,
  'taps twice': 4,
  'asks both backends': 4,
  'gives up early': 3,
  'gives up and comes back': 3,
  'comes back later': 2,
} as const;

const MOST_TRIES = 6;
const HURRY_MS = 1_500;

/** The phone of the user who bought: it asks for the grant as phones do, and not longer than people wait. */
export class Shopper<Tx> {
  readonly #options: CallerOptions<Tx>;
  readonly #order: PlatformOrder;

  constructor(options: CallerOptions<Tx>, order: PlatformOrder) {
    this.#options = options;
    this.#order = order;
  }

  async shop(): Promise<void> {
    const { dice, clock, counts } = this.#options;
    await clock.sleep(dice.spread(1, 3_000));
    const habit = dice.weigh(HABITS);
    counts.add(`phone ${habit}`);
    switch (habit) {
      case 'asks once':
        return void (await this.#ask());
      case 'asks until it is told':
        return this.#askUntilTold();
      case 'taps twice':
      case 'asks both backends':
        return this.#askTogether(habit === 'asks both backends');
      case 'gives up early':
        return void (await this.#ask({ patienceMs: dice.spread(1, HURRY_MS) }));
      case 'gives up and comes back':
        await this.#ask({ patienceMs: dice.spread(1, HURRY_MS) });
        await clock.sleep(dice.spread(10, 60_000));
        return this.#askUntilTold();
      default:
        await this.#ask();
        await clock.sleep(dice.spread(60_000, 8 * 3_600_000));
        return void (await this.#ask());
    }
  }

  async #askUntilTold(): Promise<void> {
    const { dice, clock } = this.#options;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      if (await this.#ask()) return;
      await clock.sleep(dice.spread(50, 10_000));
    }
  }

  async #askTogether(apart: boolean): Promise<void> {
    const { dice, clock, backends } = this.#options;
    const second = async () => {
      await clock.sleep(dice.pick([0, 1, 20, 300]));
      await this.#ask({ backend: backends.at(apart ? 1 : 0) });
    };
    await Promise.all([this.#ask({ backend: backends[0] }), second()]);
  }

  /** Asks once. Whether the phone may tell the Toss app that the product was granted. */
  async #ask({ backend, patienceMs }: { backend?: Backend<Tx> | undefined; patienceMs?: number } = {}) {
    const { dice, backends, testimony, trace } = this.#options;
    const asked = backend ?? dice.pick(backends);
    const { orderId } = this.#order;
    const gaveUp = patienceMs === undefined ? undefined : this.#giveUpAfter(patienceMs);
    const request = { ...this.#request(asked), ...(gaveUp === undefined ? {} : { signal: gaveUp }) };
    trace.note(orderId, `phone -> ${asked.name}: grant${patienceMs === undefined ? '' : ', in a hurry'}`);
    try {
      const { outcome, ...rest } = await asked.call((fulfillment) => fulfillment.grant(request));
      trace.note(orderId, `${asked.name} -> phone: ${outcome} ${'reason' in rest ? rest.reason : ''}`);
      testimony.reached.add(orderId);
      const told = outcome === 'granted' || outcome === 'already_granted';
      if (told) testimony.toldGranted.add(orderId);
      return told;
    } catch (error) {
      trace.note(orderId, `${asked.name} -> phone: ${nameError(error)}`);
      // A process that died may not have heard the question.
      if (!(error instanceof ProcessDiedError)) testimony.reached.add(orderId);
      if (gaveUp?.aborted !== true) asked.judgeError('grant', error);
      return false;
    }
  }

  #request({ clock }: Backend<Tx>): GrantRequest {
    const { dice } = this.#options;
    const { orderId, userKey, sku } = this.#order;
    return {
      orderId: dice.chance(0.1) ? orderId.toUpperCase() : orderId,
      userKey,
      ...(dice.chance(0.3) && { sku }),
      ...(dice.chance(0.04) && { sku: 'not.what.was.bought' }),
      ...(dice.chance(0.4) && { deadline: clock.now() + dice.spread(50, 25_000) }),
    };
  }

  #giveUpAfter(milliseconds: number): AbortSignal {
    const hangUp = new AbortController();
    this.#options.clock.sleep(milliseconds).then(() => hangUp.abort());
    return hangUp.signal;
  }
}
