import type { Conviction } from './chapter.js';
import { Dice } from './dice.js';
import { Counts } from './report/counts.js';
import { summary } from './report/summary.js';
import { tellConviction } from './report/tell-conviction.js';
import { openStage, type Stage, type StoreName } from './stage.js';

/** What is played. */
export interface StoriesOptions {
  readonly store: StoreName;
  readonly seed: number;
  /** Plays for so long, in real time. */
  readonly minutes?: number | undefined;
  /** Or until so many orders were made. */
  readonly orders?: number | undefined;
  /** Plays this chapter alone: the one that went wrong. */
  readonly chapter?: number | undefined;
  /** Troubles that are left out, by name. */
  readonly without: ReadonlySet<string>;
  /** How many wrong orders are told in full. */
  readonly storiesTold: number;
  readonly print: (line: string) => void;
}

const ORDERS_IN_A_CHAPTER = 120;
const ORDERS_BY_DEFAULT = 1_000;
const MINUTE_MS = 60_000;

/** Plays chapter after chapter, each with a database and dice of its own. Resolves with what it has counted. */
export async function runStories(options: StoriesOptions): Promise<Counts> {
  const stage = await openStage(options.store);
  try {
    return await play(options, stage);
  } finally {
    await stage.close();
  }
}

async function play(options: StoriesOptions, stage: Stage): Promise<Counts> {
  const { seed, print, minutes = 0, without } = options;
  const orders = options.orders ?? (minutes === 0 ? ORDERS_BY_DEFAULT : Number.POSITIVE_INFINITY);
  const counts = new Counts();
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / MINUTE_MS;
  const isOver = () => counts.orders >= orders || (minutes > 0 && elapsed() >= minutes);
  let nextReport = 1;
  for (let chapter = options.chapter ?? 1; ; chapter += 1) {
    const dice = new Dice((seed * 1_000_003 + chapter) >>> 0);
    counts.chapters += 1;
    const convictions = await stage.play({ dice, counts, orders: ORDERS_IN_A_CHAPTER, without });
    for (const conviction of convictions) convict(options, counts, chapter, conviction);
    if (elapsed() >= nextReport) {
      print(`${nextReport} min: ${counts.orders} orders, ${counts.answers} answers, ${counts.wrong} wrong`);
      nextReport = Math.floor(elapsed()) + 1;
    }
    if (options.chapter !== undefined || isOver()) break;
  }
  for (const line of summary({ ...options, counts, minutes: elapsed() })) print(line);
  return counts;
}

function convict(options: StoriesOptions, counts: Counts, chapter: number, conviction: Conviction): void {
  counts.wrong += 1;
  for (const what of conviction.wrong) counts.add(`wrong ${what.split(/[:(]/)[0]}`);
  if (counts.wrong > options.storiesTold) return;
  for (const line of tellConviction(conviction, { ...options, chapter })) options.print(line);
}
