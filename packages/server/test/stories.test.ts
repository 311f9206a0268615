import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playChapter } from './stories/chapter.js';
import { openSqlite } from './stories/database/sqlite-database.js';
import type { StoryDatabase } from './stories/database/story-database.js';
import { Dice } from './stories/dice.js';
import { CROWD } from './stories/pace.js';
import { Counts } from './stories/report/counts.js';
import { tellConviction } from './stories/report/tell-conviction.js';
import { openStage, STORES, type Stage } from './stories/stage.js';

const ORDERS = 60;
// For what never ends: on a busy machine a story takes minutes.
const LIMIT_MS = 600_000;

// The short form of `npm run stories`, which runs for as long as it is told: see docs/reliability.md.
describe.each(STORES)('random stories on %s, judged by the reconcilers alone', (store) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(store);
  });
  afterAll(() => stage.close());

  // At once, because most of the time goes by while PostgreSQL works.
  it.concurrent.for([11, 12])(
    'end in the state that the platform says, whatever it answered on the way (seed %i)',
    { timeout: LIMIT_MS },
    async (seed, { expect }) => {
      const counts = new Counts();
      const convictions = await stage.play({
        dice: new Dice({ seed }),
        counts,
        pace: { ...CROWD, orders: ORDERS, actionMs: 300_000 },
        without: new Set(),
      });
      const told = convictions.flatMap((each) => tellConviction(each, { store, seed, chapter: 1 }));
      expect(told.join('\n')).toBe('');
      expect(
        counts.of('answer contrary') * counts.of('answer late') * counts.of('answer lost'),
      ).toBeGreaterThan(0);
    },
  );
});

describe('the judge of random stories', () => {
  type Database = Awaited<ReturnType<typeof openSqlite>>;

  const verdictsOn = async (sabotage: (database: Database) => Partial<Database>) => {
    const database = await openSqlite();
    const options = {
      dice: new Dice({ seed: 1 }),
      counts: new Counts(),
      pace: { ...CROWD, orders: 20 },
      without: new Set<string>(),
    };
    try {
      const convictions = await playChapter({ ...options, database: { ...database, ...sabotage(database) } });
      return convictions.flatMap(({ wrong }) => wrong).join('\n');
    } finally {
      await database.close();
    }
  };

  it('convicts an application that grants twice', async () => {
    const twice = ({ give }: Database): Pick<StoryDatabase<Parameters<Database['give']>[0]>, 'give'> => ({
      give: async (tx, order) => {
        await give(tx, order);
        await give(tx, order);
      },
    });
    expect(await verdictsOn(twice)).toContain('DOUBLE');
  });

  it('convicts a grant that writes nothing', async () => {
    const verdicts = await verdictsOn(() => ({ give: async () => undefined }));
    expect(verdicts).toContain('LOST');
    expect(verdicts).toContain('FALSE');
  });

  it('convicts a refund that revokes nothing', async () => {
    expect(await verdictsOn(() => ({ takeBack: async () => undefined }))).toContain('KEPT');
  });
});
