import type { Backend } from './backend/backend.js';
import type { StoryDatabase } from './database/story-database.js';
import type { Dice } from './dice.js';
import type { Pace } from './pace.js';
import type { Platform } from './platform/platform.js';
import type { Counts } from './report/counts.js';
import type { Trace } from './report/trace.js';
import type { StoryClock } from './time/story-clock.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What can have an accident. */
export interface AccidentOptions<Tx> {
  readonly dice: Dice;
  readonly pace: Pace;
  readonly without: ReadonlySet<string>;
  readonly clock: StoryClock;
  readonly counts: Counts;
  readonly trace: Trace;
  readonly platform: Platform;
  readonly backends: readonly Backend<Tx>[];
  readonly database: Pick<StoryDatabase<Tx>, 'outlivesProcesses'>;
}

/** Plans what happens to everybody: the platform is down, a clock jumps, a process dies. Each ends by itself. */
export function planAccidents<Tx>(options: AccidentOptions<Tx>): Promise<void>[] {
  const { dice, without, database } = options;
  const accidents: Promise<void>[] = [];
  if (!without.has('outages') && dice.chance(0.5)) accidents.push(outage(options));
  if (!without.has('clock jumps') && dice.chance(0.3)) accidents.push(clockJump(options));
  const deaths = database.outlivesProcesses && !without.has('deaths') ? dice.pick([0, 0, 1, 3]) : 0;
  for (let number = 0; number < deaths; number += 1) accidents.push(death(options));
  return accidents;
}

async function outage<Tx>({
  dice,
  pace,
  clock,
  counts,
  trace,
  platform,
}: AccidentOptions<Tx>): Promise<void> {
  await clock.sleep(dice.between(0, pace.actionMs));
  const lastsMs = dice.spread(1_000, pace.actionMs / 3);
  counts.add('platform outage');
  trace.noteToAll(`the platform is down for ${lastsMs} ms`);
  platform.downUntil = clock.now() + lastsMs;
}

async function clockJump<Tx>({
  dice,
  pace,
  clock,
  counts,
  trace,
  backends,
}: AccidentOptions<Tx>): Promise<void> {
  await clock.sleep(dice.between(0, pace.actionMs));
  const machine = dice.pick(backends);
  const byMs = dice.pick([HOUR, DAY, 30 * DAY, 130 * DAY, -HOUR]);
  counts.add('clock jump');
  trace.noteToAll(`the clock of ${machine.name} is off by ${byMs / HOUR} hours`);
  const wrong = machine.clock;
  wrong.jump(byMs);
  await clock.sleep(dice.spread(5_000, 2 * MINUTE));
  wrong.jump(0);
  trace.noteToAll(`the clock of ${machine.name} is right again`);
}

async function death<Tx>({ dice, pace, clock, backends }: AccidentOptions<Tx>): Promise<void> {
  const machine = dice.pick(backends);
  await clock.sleep(dice.spread(100, 2 * pace.actionMs));
  await machine.dieFor(dice.spread(10, 60_000));
}
