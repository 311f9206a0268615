import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Dice } from '../../packages/server/test/stories/dice.js';
import { programInOneFile } from '../../packages/server/test/support/program-in-one-file.js';
import { playChapter } from './chapter.js';
import { MEMORY_FOLDER } from './processes/memory-folder.js';
import { PostgresServer } from './processes/postgres-database.js';
import { Counts } from './verdict/counts.js';

const BACKEND = fileURLToPath(new URL('processes/backend-main.ts', import.meta.url));

/** The two ledgers, in turn. */
export const STORES = ['sqlite', 'postgres'] as const;

/** What a campaign is. */
export interface CampaignOptions {
  readonly seed: number;
  /** How many payments are approved in all. */
  readonly purchases: number;
  /** How many in one chapter. */
  readonly chapterOf: number;
  readonly stores: readonly (typeof STORES)[number][];
  readonly backends: number;
  readonly shoppers: number;
  /** How many shoppers do something at the same moment. */
  readonly atOnce: number;
  /** How many campaign milliseconds pass in a real one. */
  readonly times: number;
  readonly troubleEveryMs: number;
  /** When no further chapter is begun, in real milliseconds since 1970. */
  readonly until?: number | undefined;
  readonly print: (line: string) => void;
}

/** What came of it. */
export interface CampaignReport {
  readonly counts: Counts;
  readonly disagreements: readonly string[];
}

/** Plays chapter after chapter, each with its own world, database and processes. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, purchases, chapterOf, stores, until = Number.POSITIVE_INFINITY, print } = options;
  const counts = new Counts();
  // What is killed comes back sooner when its code is compiled already.
  const compiled = mkdtempSync(join(MEMORY_FOLDER, 'ait-iap-campaign-code-'));
  const hadNone = process.env.NODE_COMPILE_CACHE === undefined;
  if (hadNone) process.env.NODE_COMPILE_CACHE = compiled;
  const disagreements: string[] = [];
  const postgres = stores.includes('postgres') ? await new PostgresServer().start() : undefined;
  try {
    const program = await programInOneFile(BACKEND, compiled);
    for (let chapter = 1; (chapter - 1) * chapterOf < purchases && Date.now() < until; chapter += 1) {
      const store = stores[(chapter - 1) % stores.length];
      const folder = mkdtempSync(join(MEMORY_FOLDER, 'ait-iap-campaign-'));
      const startedAt = Date.now();
      const before = totalsOf(counts);
      const wrong = await playChapter({
        ...options,
        dice: new Dice({ seed, path: `chapter ${chapter}` }),
        folder,
        program,
        pace: { startedAt, times: options.times },
        postgres: store === 'postgres' ? postgres : undefined,
        name: `chapter_${chapter}`,
        purchases: Math.min(chapterOf, purchases - (chapter - 1) * chapterOf),
        users: Math.max(4, Math.round(chapterOf / 4)),
        counts,
      });
      // Needed to look into a disagreement.
      if (wrong.length === 0) rmSync(folder, { recursive: true, force: true });
      const seconds = Math.round((Date.now() - startedAt) / 1_000);
      // Told after each chapter: a long campaign may be ended by hand.
      const told = totalsOf(counts).map(
        ([name, count], index) => `${count - (before[index]?.[1] ?? 0)} ${name}`,
      );
      print(
        `chapter ${chapter} on ${store}: ${told.join(', ')}, ${wrong.length} disagreements, ${seconds} s`,
      );
      for (const line of wrong) print(`  WRONG: ${line}`);
      if (wrong.length > 0) print(`  its files are in ${folder}`);
      disagreements.push(...wrong.map((line) => `chapter ${chapter} on ${store}: ${line}`));
    }
  } finally {
    await postgres?.stop();
    if (hadNone) delete process.env.NODE_COMPILE_CACHE;
    rmSync(compiled, { recursive: true, force: true });
  }
  return { counts, disagreements };
}

function totalsOf(counts: Counts): readonly (readonly [name: string, count: number])[] {
  return [
    ['purchases', counts.of('purchases')],
    ['kills', counts.sum('kill -9')],
    ['faults and troubles', counts.sum('fault:') + counts.sum('trouble:')],
  ];
}
