import { createSandbox } from '../sandbox/create-sandbox.js';
import { exploredWorld } from './explored-world.js';
import { KillSwitch } from './kill-switch.js';
import type { ExploreOptions } from './partner.js';
import { type Run, runOnce } from './run-once.js';
import { SCENARIOS, type Scenario, SUBSCRIPTION_SCENARIOS } from './scenario.js';

/** More places in one life than any purchase has: handlers that never end are told so. */
const MAX_KILL_POINTS = 1000;

/** What an exploration found. */
export interface ExploreReport {
  /** No story broke a promise. */
  readonly ok: boolean;
  /** How many lives were lived. */
  readonly runs: number;
  /** The shortest story that ends badly; absent if none does. */
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
 * Lives a purchase once for every place at which the world can stop, starts again each time, and checks that what is
 * paid and kept is granted exactly once, what is refunded is not, and what was never paid never was.
 *
 * @throws Error when the handlers never come to an end, or `start` or `grants` throws.
 * @example
 * const report = await explore({ disk: () => new Map(), start: (disk, world) => myHandlers(disk, world) });
 * if (!report.ok) throw new Error(String(report));
 */
export async function explore<Disk>(options: ExploreOptions<Disk>): Promise<ExploreReport> {
  const runs: Array<readonly [Scenario, Run]> = [];
  const live = async (scenario: Scenario, kills: readonly number[]) => {
    const run = await runOnce(options, scenario, kills);
    runs.push([scenario, run]);
    return run;
  };
  for (const scenario of await scenariosFor(options)) {
    const undisturbed = await live(scenario, []);
    // If that fails already, no kill makes a simpler story.
    if (undisturbed.broken === undefined)
      await everyKill((kills) => live(scenario, kills), [], options.kills ?? 1);
  }
  return report(runs);
}

/** One more kill at each place in turn, until it finds no later place; and after each, the kills that are left. */
async function everyKill(
  live: (kills: readonly number[]) => Promise<Run>,
  before: readonly number[],
  left: number,
) {
  for (let place = 0; place <= MAX_KILL_POINTS; place++) {
    const kills = [...before, place];
    const { struck } = await live(kills);
    if (!struck) return;
    if (left > 1) await everyKill(live, kills, left - 1);
  }
  throw new Error(`The handlers pass more than ${MAX_KILL_POINTS} kill points.`);
}

/** Subscriptions are for partners who hear of them. */
async function scenariosFor<Disk>(options: ExploreOptions<Disk>): Promise<readonly Scenario[]> {
  const disk = await options.disk();
  const sandbox = createSandbox();
  const partner = await options.start(disk, exploredWorld(sandbox, new KillSwitch(0)));
  const hears = partner.webhook !== undefined;
  await partner.close?.();
  await options.dispose?.(disk);
  sandbox.close();
  return hears ? [...SCENARIOS, ...SUBSCRIPTION_SCENARIOS] : SCENARIOS;
}

function report(runs: ReadonlyArray<readonly [Scenario, Run]>): ExploreReport {
  const failures = runs.flatMap(([{ name: scenario }, { story, broken }]) =>
    broken === undefined ? [] : [{ scenario, story, broken }],
  );
  const [failure] = failures.sort((a, b) => a.story.length - b.story.length);
  const text =
    failure === undefined
      ? `${runs.length} stories, and every promise was kept.`
      : [
          `${failures.length} of ${runs.length} stories end badly. The shortest, ${failure.scenario}:`,
          ...failure.story.map((place, index) => `  ${index + 1}. ${place}`),
          `  => ${failure.broken}`,
        ].join('\n');
  return {
    ok: failure === undefined,
    runs: runs.length,
    ...(failure !== undefined && { failure }),
    toString: () => text,
  };
}
