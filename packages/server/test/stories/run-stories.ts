import { Dice } from './dice.js';
import { CROWD } from './pace.js';
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
  const { print } = options;
  const counts = new Counts();
  const run = new Progress(options, counts);
  let chapter = options.chapter ?? 1;
  const reader = async () => {
    do {
      await playChapter(options, stage, counts, chapter++);
      run.report();
    } while (!run.isOver());
  };
  await Promise.all(Array.from({ length: options.chapter === undefined ? stage.chaptersAtOnce : 1 }, reader));
  for (const line of summary({ ...options, counts, minutes: run.minutes })) print(line);
  return counts;
}

async function playChapter(
  options: StoriesOptions,
  stage: Stage,
  counts: Counts,
  chapter: number,
): Promise<void> {
  const { seed, without } = options;
  const dice = new Dice({ seed, path: `chapter ${chapter}` });
  const convictions = await stage.play({ dice, counts, pace: CROWD, without });
  counts.chapters += 1;
  for (const conviction of convictions) {
    counts.convicted(conviction.wrong);
    if (counts.wrong > options.storiesTold) continue;
    for (const line of tellConviction(conviction, { ...options, chapter })) options.print(line);
  }
}

/** How far a run is, in real time. */
class Progress {
  readonly #options: StoriesOptions;
  readonly #counts: Counts;
  readonly #startedAt = performance.now();
  #nextReport = 1;

  constructor(options: StoriesOptions, counts: Counts) {
    this.#options = options;
    this.#counts = counts;
  }

  get minutes(): number {
    return (performance.now() - this.#startedAt) / MINUTE_MS;
  }

  isOver(): boolean {
    const {
      chapter,
      minutes,
      orders = minutes === undefined ? ORDERS_BY_DEFAULT : undefined,
    } = this.#options;
    if (chapter !== undefined) return true;
    if (orders !== undefined && this.#counts.orders >= orders) return true;
    return minutes !== undefined && this.minutes >= minutes;
  }

  /** A line for each minute that has passed. */
  report(): void {
    const { orders, answers, wrong } = this.#counts;
    const minutes = Math.floor(this.minutes);
    if (minutes < this.#nextReport) return;
    this.#nextReport = minutes + 1;
    const memory = Math.round(process.memoryUsage.rss() / 2 ** 20);
    this.#options.print(
      `${minutes} min: ${orders} orders, ${answers} answers, ${wrong} wrong, ${memory} MiB`,
    );
  }
}
