import { availableParallelism, cpus } from 'node:os';
import type { Counts } from './counts.js';

/** What a run has come to. */
export interface Run {
  readonly store: string;
  readonly seed: number;
  readonly minutes: number;
  readonly counts: Counts;
  readonly without: ReadonlySet<string>;
}

/** The block for docs/figures.md. */
export function summary({ store, seed, minutes, counts, without }: Run): string[] {
  const number = (value: number) => value.toLocaleString('en-US');
  const [cpu] = cpus();
  return [
    '',
    `| stories | on ${store} |`,
    '| --- | --- |',
    `| seed | ${seed} |`,
    `| minutes | ${minutes.toFixed(1)} |`,
    `| chapters, orders | ${number(counts.chapters)}, ${number(counts.orders)} |`,
    `| steps | ${number(counts.steps)} |`,
    `| answers of the platform | ${number(counts.answers)} |`,
    ...counts.kinds().map(([kind, count]) => `| ${kind} | ${number(count)} |`),
    ...(without.size === 0 ? [] : [`| left out | ${[...without].join(', ')} |`]),
    `| machine | ${availableParallelism()} x ${cpu?.model.trim() ?? 'unknown'}, Node ${process.version} |`,
    `| **wrong** | **${number(counts.wrong)}** |`,
  ];
}
