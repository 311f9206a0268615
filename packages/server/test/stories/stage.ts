import { startPostgres } from '../support/postgres-server.js';
import { type ChapterOptions, type Conviction, playChapter } from './chapter.js';
import { openPostgres } from './database/postgres-database.js';
import { openSqlite } from './database/sqlite-database.js';
import type { StoryDatabase } from './database/story-database.js';

/** The stores that stories are played on. */
export const STORES = ['sqlite', 'postgres'] as const;

/** One of {@link STORES}. */
export type StoreName = (typeof STORES)[number];

/** Where chapters are played: each gets a new database. */
export interface Stage {
  /** How many chapters share the machine well. */
  readonly chaptersAtOnce: number;
  play(options: Omit<ChapterOptions<unknown>, 'database'>): Promise<Conviction[]>;
  close(): Promise<void>;
}

/** Opens a stage on a store. */
export async function openStage(store: StoreName): Promise<Stage> {
  if (store === 'sqlite') return stageOn(1, openSqlite, async () => undefined);
  const server = await startPostgres();
  // Most of the time goes by while the server works.
  return stageOn(
    3,
    () => openPostgres(server),
    () => server.stop(),
  );
}

function stageOn<Tx>(
  chaptersAtOnce: number,
  open: () => Promise<StoryDatabase<Tx>>,
  close: () => Promise<void>,
): Stage {
  return {
    chaptersAtOnce,
    play: async (options) => {
      const database = await open();
      try {
        return await playChapter({ ...options, database });
      } finally {
        await database.close();
      }
    },
    close,
  };
}
