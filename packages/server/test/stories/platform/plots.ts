import type { Dice } from '../dice.js';
import type { Moment } from './platform-order.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Adds a word, so long after the one before. */
type Then = (word: string, leastMs: number, mostMs: number) => void;

interface Plot {
  readonly weight: number;
  readonly tell: (then: Then, dice: Dice) => void;
}

const paid = (then: Then, dice: Dice) => {
  then(dice.pick(['PAYMENT_COMPLETED', 'PURCHASED']), 1, 2 * SECOND);
  if (dice.chance(0.7)) then('PURCHASED', 50, 30 * SECOND);
};

/** What can become of an order, by what people and platforms were seen to do. */
export const PLOTS = {
  bought: { weight: 30, tell: paid },
  'never paid': {
    weight: 6,
    tell: (then, dice) => {
      then('ORDER_IN_PROGRESS', 1, SECOND);
      if (dice.chance(0.8)) then('FAILED', SECOND, 2 * MINUTE);
    },
  },
  'paid after approval': {
    weight: 6,
    tell: (then, dice) => {
      then('ORDER_IN_PROGRESS', 1, SECOND);
      then('PAYMENT_COMPLETED', SECOND, 30 * HOUR);
      if (dice.chance(0.5)) then('PURCHASED', SECOND, HOUR);
    },
  },
  'failed then paid': {
    weight: 6,
    tell: (then, dice) => {
      then('FAILED', 1, SECOND);
      then(dice.pick(['PAYMENT_COMPLETED', 'PURCHASED']), SECOND, 20 * HOUR);
    },
  },
  'inconsistent then paid': {
    weight: 3,
    tell: (then) => {
      then('ERROR', 1, SECOND);
      then('PURCHASED', SECOND, 10 * HOUR);
    },
  },
  'refunded at once': {
    weight: 16,
    tell: (then, dice) => {
      paid(then, dice);
      then('REFUNDED', 10, 20 * SECOND);
    },
  },
  'refunded later': {
    weight: 14,
    tell: (then, dice) => {
      paid(then, dice);
      then('REFUNDED', MINUTE, 3 * DAY);
    },
  },
  'refund taken back': {
    weight: 8,
    tell: (then, dice) => {
      paid(then, dice);
      then('REFUNDED', 10, 6 * HOUR);
      then('PURCHASED', SECOND, DAY);
    },
  },
  'refunded twice': {
    weight: 3,
    tell: (then, dice) => {
      paid(then, dice);
      then('REFUNDED', 10, HOUR);
      then('PURCHASED', SECOND, 6 * HOUR);
      then('REFUNDED', SECOND, DAY);
    },
  },
} satisfies Readonly<Record<string, Plot>>;

/** The name of one of {@link PLOTS}. */
export type PlotName = keyof typeof PLOTS;

/** Writes the life of an order that is made at an instant. */
export function tellLife(plot: PlotName, madeAt: number, dice: Dice): Moment[] {
  const moments: Moment[] = [];
  let at = madeAt;
  PLOTS[plot].tell((word, least, most) => {
    at += dice.spread(least, most);
    moments.push({ at, word });
  }, dice);
  return moments;
}

/** Picks what becomes of an order. */
export function pickPlot(dice: Dice, without: ReadonlySet<string>): PlotName {
  const possible = Object.entries(PLOTS).filter(([name]) => !without.has(name));
  const weights = Object.fromEntries(possible.map(([name, { weight }]) => [name, weight]));
  return dice.weigh(weights as Record<PlotName, number>);
}
