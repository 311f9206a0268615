import type { HostAttributes } from './sdk-pages.js';
import type { Trial } from './trial.js';

/** What one SDK makes of a scenario. */
export interface Behaviour {
  /** In words, for the migration guide. */
  readonly does: string;
  /** All that the page was told, and then the orders of the world, oldest first. */
  readonly shows: readonly string[];
}

/** One situation that both SDKs are put into. */
export interface Scenario {
  /** In words, for the migration guide. */
  readonly situation: string;
  /** The Toss app around the page. Default: the sandbox app. `none`: no Toss app. */
  readonly host?: NonNullable<HostAttributes> | 'none';
  play(trial: Trial): Promise<unknown>;
  readonly official: Behaviour;
  /** Left out where it is the same. */
  readonly ours?: Behaviour;
}

const HEAD = ['| situation | official SDK 2.10.8 | `@ait-iap/client` |', '| --- | --- | --- |'];

/** The scenarios that the two answer differently, as the table of the migration guide. */
export function differences(scenarios: readonly Scenario[]): string {
  const rows = scenarios.flatMap(({ situation, official, ours }) =>
    ours ? [`| ${situation} | ${official.does} | ${ours.does} |`] : [],
  );
  return [...HEAD, ...rows].join('\n');
}

/** The scenarios that they answer alike, as a list of the guide. */
export function likenesses(scenarios: readonly Scenario[]): string {
  return scenarios
    .flatMap(({ situation, official, ours }) => (ours ? [] : [`- ${situation}: ${official.does}`]))
    .join('\n');
}
