import type { Dice } from '../dice.js';
import type { Counts } from '../report/counts.js';
import type { Trace } from '../report/trace.js';
import type { StoryClock } from '../time/story-clock.js';
import { type AnswerFault, CONTRARY_WORDS, FAULT_WEIGHTS, WEATHER, type Weather } from './answer-faults.js';
import { isPaid, type PlatformOrder } from './platform-order.js';
import {
  type WireAnswer,
  writeBroken,
  writeFailure,
  writeRateLimit,
  writeStatus,
  writeWithoutSku,
} from './write-answer.js';

/** A question as it arrives. */
export interface Question {
  readonly orderId: string;
  /** The header; `undefined` asks for the order of any user. */
  readonly userKey: string | undefined;
}

/** What the platform sends back, and how long it takes; no answer: the connection breaks, or nothing comes. */
export interface Reply {
  readonly afterMs: number;
  readonly fault: AnswerFault | undefined;
  readonly answer: WireAnswer | undefined;
}

const LATE_MS = { least: 1_000, most: 20_000 };
const LAG_MS = { least: 1_000, most: 90_000 };
/** A repeated answer is no older than this. */
const REPEATED_MS = 10 * 60_000;

/** What the platform may do wrong, and to whom it answers. */
export interface PlatformOptions {
  readonly clock: StoryClock;
  readonly dice: Dice;
  readonly counts: Counts;
  readonly trace: Trace;
  /** Faults that it never makes. */
  readonly without: ReadonlySet<string>;
}

/** The platform: it knows the truth, and does not always tell it. */
export class Platform {
  readonly orders = new Map<string, PlatformOrder>();
  weather: Weather = 'storm';
  /** Nobody is answered until then. */
  downUntil = 0;
  readonly #options: PlatformOptions;
  readonly #said = new Map<string, { readonly at: number; readonly word: string }>();
  /** Orders that were called paid at least once, whether or not the answer arrived. */
  readonly calledPaid = new Set<string>();
  /** Orders that were called REFUNDED at least once. */
  readonly calledRefunded = new Set<string>();

  constructor(options: PlatformOptions) {
    this.#options = options;
  }

  add(order: PlatformOrder): void {
    this.orders.set(order.orderId, order);
  }

  /** Decides at once, on the state of this moment or an earlier one, what will be answered later. */
  reply(question: Question): Reply {
    const { dice, counts } = this.#options;
    const fault = this.#pickFault();
    counts.answered(fault);
    const orderId = question.orderId.toLowerCase();
    const afterMs = fault === 'late' ? dice.spread(LATE_MS.least, LATE_MS.most) : 5 * dice.between(1, 30);
    const answer = this.#answer(orderId, question, fault);
    this.#options.trace.note(orderId, `platform${fault === undefined ? '' : ` (${fault})`}: ${answer.told}`);
    return { afterMs, fault, answer: fault === 'lost' || fault === 'silent' ? undefined : answer.wire };
  }

  #pickFault(): AnswerFault | undefined {
    const { dice, clock, without } = this.#options;
    if (clock.now() < this.downUntil) return 'lost';
    if (!dice.chance(WEATHER[this.weather])) return undefined;
    const fault = dice.weigh(FAULT_WEIGHTS);
    return without.has(fault) ? undefined : fault;
  }

  #answer(orderId: string, question: Question, fault: AnswerFault | undefined) {
    const { dice, clock } = this.#options;
    if (fault === 'failure') return { told: 'FAIL', wire: writeFailure(dice) };
    if (fault === 'rate limited') return { told: '4095', wire: writeRateLimit(dice) };
    if (fault === 'broken')
      return { told: 'nothing that can be read', wire: writeBroken(question.orderId, dice) };
    const asOf = clock.now() - (fault === 'lagging' ? dice.spread(LAG_MS.least, LAG_MS.most) : 0);
    const order = this.#visible(orderId, question.userKey);
    const word = this.#word(orderId, order, asOf, fault);
    if (isPaid(word)) this.calledPaid.add(orderId);
    if (word === 'REFUNDED') this.calledRefunded.add(orderId);
    const moment = order?.momentAt(asOf);
    const bare = fault === 'no sku' && isPaid(word);
    const wire = bare
      ? writeWithoutSku(question.orderId, word, dice)
      : writeStatus(question.orderId, word, order, moment);
    return { told: `${word}${question.userKey === undefined ? ' (any user)' : ''}`, wire };
  }

  #visible(orderId: string, userKey: string | undefined): PlatformOrder | undefined {
    const order = this.orders.get(orderId);
    return userKey === undefined || order?.userKey === userKey ? order : undefined;
  }

  #word(
    orderId: string,
    order: PlatformOrder | undefined,
    asOf: number,
    fault: AnswerFault | undefined,
  ): string {
    const { dice, clock } = this.#options;
    // A made-up id was seen to be answered as another mini-app's.
    if (order === undefined)
      return this.orders.has(orderId) || dice.chance(0.5) ? 'NOT_FOUND' : 'MINIAPP_MISMATCH';
    if (fault === 'contrary') return dice.pick(CONTRARY_WORDS);
    if (fault === 'unknown word') return 'PARTIALLY_REFUNDED';
    const said = this.#said.get(orderId);
    if (fault === 'repeated' && said !== undefined && clock.now() - said.at < REPEATED_MS) return said.word;
    const word = order.wordAt(asOf);
    this.#said.set(orderId, { at: clock.now(), word });
    return word;
  }
}
