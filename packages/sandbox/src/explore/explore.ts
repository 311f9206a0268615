import { createSandbox } from '../sandbox/create-sandbox.js';
import { exploredWorld } from './explored-world.js';
import { KillSwitch } from './kill-switch.js';
import type { ExploreOptions } from './partner.js';
import { type Plan, type Run, runOnce } from './run-once.js';
import { ORDER_LIVES, type OrderLife, SUBSCRIPTION_SCENARIOS } from './scenario.js';

/** More places in one life than any purchase has: handlers that never end are told so. */
const MAX_KILL_POINTS = 1000;

/** What an exploration found. */
export interface ExploreReport {
  /** No story broke a promise. */
  readonly ok: boolean;
  /** How many lives were lived. */
  readonly runs: number;
  /** The shortest story of the plainest scenario that ends badly; absent if none does. */
  readonly failure?: ExploreFailure;
  /** All of it for a person to read. */
  toString(): string;
}

/** A story that ends badly. */
export interface ExploreFailure {
  readonly scenario: string;
  /** The places that were passed, the kill and the restarts included. */
  readonly story: readonly string[];
  /** Which promise is broken, in words. */
  readonly broken: string;
}

/**
 * Lives a purchase once for every place at which the world can stop, and starts again each time; lives it again with each
 * place of a handler held back while the rest goes on; and checks that what is paid and kept is granted exactly once, what
 * is refunded is not, and what was never paid never was.
 *
 * It ends in bounded time: a handler that does not settle within `patienceMs` ends it.
 *
 * @throws Error when the handlers pass more than a thousand places, or `start` or `grants` throws.
 * @example
 * const report = await explore({ disk: () => new Map(), start: (disk, world) => myHandlers(disk, world) });
 * if (!report.ok) throw new Error(String(report));
 */
export async function explore<Disk>(options: ExploreOptions<Disk>): Promise<ExploreReport> {
  const runs: Array<readonly [OrderLife, Run]> = [];
  for (const scenario of await scenariosFor(options)) {
    const live = async (plan: Plan) => {
      const run = await runOnce(options, scenario, plan);
      runs.push([scenario, run]);
      return run;
    };
    const undisturbed = await live({ kills: [] });
    // If that fails already, no kill makes a simpler story.
    if (undisturbed.broken === undefined) await everyInterruption(live, options.kills ?? 1);
    // Each further story would take as long again.
    if (runs.some(([, { hung }]) => hung)) break;
  }
  return report(runs);
}

type Live = (plan: Plan) => Promise<Run>;

/** Every kill, and every place held back, both with a process that dies over it and with one that goes on. */
async function everyInterruption(live: Live, kills: number): Promise<void> {
  await everyPlace((place) => everyKill(live, [place], kills));
  for (const then of ['dies', 'goes on'] as const) {
    await everyPlace((at) => live({ kills: [], hold: { at, then } }));
  }
}

/** Kills at one more place, and after it, if any are left, at each place in turn. */
async function everyKill(live: Live, kills: readonly number[], left: number): Promise<Run> {
  const run = await live({ kills });
  if (run.struck && !run.hung && left > 1)
    await everyPlace((place) => everyKill(live, [...kills, place], left - 1));
  return run;
}

/** Tries each place in turn until there is no later one. */
async function everyPlace(attempt: (place: number) => Promise<Run>): Promise<void> {
  for (let place = 0; place <= MAX_KILL_POINTS; place++) {
    const { struck, hung } = await attempt(place);
    if (!struck || hung) return;
  }
  throw new Error(`The handlers pass more than ${MAX_KILL_POINTS} kill points.`);
}

/** Subscriptions are for partners who hear of them. */
async function scenariosFor<Disk>(options: ExploreOptions<Disk>): Promise<readonly OrderLife[]> {
  const disk = await options.disk();
  const sandbox = createSandbox();
  const partner = await options.start(disk, exploredWorld(sandbox, new KillSwitch({ killAt: 0 })));
  const hears = partner.webhook !== undefined;
  await partner.close?.();
  await options.dispose?.(disk);
  sandbox.close();
  return hears ? [...ORDER_LIVES, ...SUBSCRIPTION_SCENARIOS] : ORDER_LIVES;
}

/** The scenarios are in the order of how plain they are: of the first one that fails, the shortest story is told. */
function report(runs: ReadonlyArray<readonly [OrderLife, Run]>): ExploreReport {
  const failures = runs.flatMap(([{ name: scenario }, { story, broken }]) =>
    broken === undefined ? [] : [{ scenario, story, broken }],
  );
  const scenarios = [...new Set(failures.map(({ scenario }) => scenario))];
  const shortest = scenarios.map((name) => shortestOf(failures.filter(({ scenario }) => scenario === name)));
  const [failure, ...rest] = shortest;
  // Orders have the same id in every story, so the same words say the same thing.
  const others = rest.filter(({ broken }, index) =>
    [failure, ...rest.slice(0, index)].every((told) => told?.broken !== broken),
  );
  const text =
    failure === undefined
      ? `${runs.length} stories, and every promise was kept.`
      : [
          `${failures.length} of ${runs.length} stories end badly. The shortest, ${failure.scenario}:`,
          ...failure.story.map((place, index) => `  ${index + 1}. ${place}`),
          `  => ${failure.broken}`,
          ...others.map(({ scenario, broken }) => `Also, ${scenario}: ${broken}`),
        ].join('\n');
  return {
    ok: failure === undefined,
    runs: runs.length,
    ...(failure !== undefined && { failure }),
    toString: () => text,
  };
}

function shortestOf(failures: readonly ExploreFailure[]): ExploreFailure {
  return failures.reduce((best, each) => (each.story.length < best.story.length ? each : best));
}
