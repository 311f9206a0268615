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
  const failures: ExploreFailure[] = [];
  let runs = 0;
  for (const scenario of await scenariosFor(options)) {
    for (let killAt = Number.POSITIVE_INFINITY, place = 0; ; killAt = place++) {
      const run = await runOnce(options, scenario, killAt);
      runs++;
      if (run.broken !== undefined) failures.push(toFailure(scenario, run, run.broken));
      // The first run is not interrupted at all: if that fails, nothing simpler will.
      if (run.broken !== undefined && killAt === Number.POSITIVE_INFINITY) break;
      if (!run.killed && killAt !== Number.POSITIVE_INFINITY) break;
      if (place > MAX_KILL_POINTS)
        throw new Error(`The handlers pass more than ${MAX_KILL_POINTS} kill points.`);
    }
  }
  return report(runs, failures);
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

function toFailure(scenario: Scenario, { story }: Run, broken: string): ExploreFailure {
  return { scenario: scenario.name, story, broken };
}

function report(runs: number, failures: readonly ExploreFailure[]): ExploreReport {
  const [failure] = [...failures].sort((a, b) => a.story.length - b.story.length);
  const text =
    failure === undefined
      ? `${runs} stories, and every promise was kept.`
      : [
          `${failures.length} of ${runs} stories end badly. The shortest, ${failure.scenario}:`,
          ...failure.story.map((place, index) => `  ${index + 1}. ${place}`),
          `  => ${failure.broken}`,
        ].join('\n');
  return { ok: failure === undefined, runs, ...(failure !== undefined && { failure }), toString: () => text };
}
