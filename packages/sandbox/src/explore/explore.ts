import { createSandbox } from '../sandbox/create-sandbox.js';
import { exploredWorld } from './explored-world.js';
import { KillSwitch } from './kill-switch.js';
import type { ExploreOptions } from './partner.js';
import { type Plan, type Run, runOnce } from './run-once.js';
import { ORDER_LIVES, type OrderLife, SUBSCRIPTION_SCENARIOS } from './scenario.js';

/** More places than any purchase has. Handlers that never end get an error at this number. */
const MAX_KILL_POINTS = 1000;

/** The result of an exploration. */
export interface ExploreReport {
  /** True if no story broke a promise. */
  readonly ok: boolean;
  /** How many stories were played. */
  readonly runs: number;
  /** The shortest failing story of the simplest failing scenario. Absent if none failed. */
  readonly failure?: ExploreFailure;
  /** The whole report as text. */
  toString(): string;
}

/** A story that broke a promise. */
export interface ExploreFailure {
  /** The name of the story. */
  readonly scenario: string;
  /** The passed places, including the kill and the restarts. */
  readonly story: readonly string[];
  /** The broken promise, as text. */
  readonly broken: string;
}

/**
 * Plays a purchase once for every place at which the process can be killed, and restarts it each time. Plays it again
 * with each place of a handler held back while everything else goes on. Then it checks three promises: an order that is
 * paid and not refunded is granted exactly once, a refunded order is not granted, and an unpaid order was never
 * granted.
 *
 * It always ends: a handler that does not settle within `patienceMs` ends it with a failure.
 *
 * @throws Error if the handlers pass more than a thousand places, or if `start` or `grants` throws.
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
    // If this already fails, no story with a kill can be simpler.
    if (undisturbed.broken === undefined) await everyInterruption(live, options.kills ?? 1);
    // Each further story would take just as long.
    if (runs.some(([, { hung }]) => hung)) break;
  }
  return report(runs);
}

type Live = (plan: Plan) => Promise<Run>;

/** Every kill, and every held-back place: once with a process that dies, and once with one that goes on. */
async function everyInterruption(live: Live, kills: number): Promise<void> {
  await everyPlace((place) => everyKill(live, [place], kills));
  for (const then of ['dies', 'goes on'] as const) {
    await everyPlace((at) => live({ kills: [], holdBack: { at, then } }));
  }
}

/** Kills at one more place. If kills are left, kills at each later place in turn. */
async function everyKill(live: Live, kills: readonly number[], left: number): Promise<Run> {
  const run = await live({ kills });
  if (run.struck && !run.hung && left > 1)
    await everyPlace((place) => everyKill(live, [...kills, place], left - 1));
  return run;
}

/** Tries each place in turn, until there are no more. */
async function everyPlace(attempt: (place: number) => Promise<Run>): Promise<void> {
  for (let place = 0; place <= MAX_KILL_POINTS; place++) {
    const { struck, hung } = await attempt(place);
    if (!struck || hung) return;
  }
  throw new Error(`The handlers pass more than ${MAX_KILL_POINTS} kill points.`);
}

/** Subscriptions only for partners with a webhook handler. */
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

/**
 * The scenarios are sorted from simple to complex. The report shows the shortest failing story of the first failing
 * scenario.
 */
function report(runs: ReadonlyArray<readonly [OrderLife, Run]>): ExploreReport {
  const failures = runs.flatMap(([{ name: scenario }, { story, broken }]) =>
    broken === undefined ? [] : [{ scenario, story, broken }],
  );
  const scenarios = [...new Set(failures.map(({ scenario }) => scenario))];
  const shortest = scenarios.map((name) => shortestOf(failures.filter(({ scenario }) => scenario === name)));
  const [failure, ...rest] = shortest;
  // Orders have the same id in every story, so equal texts mean equal problems.
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
