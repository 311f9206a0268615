import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Counts } from '../../packages/server/test/stories/report/counts.js';
import { ChoiceFilter, countKept } from './kept-choices.js';
import { shrink } from './shrink.js';
import { simulateWorld } from './world.js';

// The client warns developers when something goes wrong. Here everything goes wrong.
beforeAll(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterAll(() => vi.restoreAllMocks());

// The short form of `npm run simulate`: see docs/reliability.md.
describe('the simulation', () => {
  it('ends in the state of the app market and the platform, although processes and pages die at any moment', async () => {
    const counts = new Counts();
    for (let world = 1; world <= 8; world += 1) {
      const wrong = await simulateWorld({ seed: 1, world, counts });
      expect(wrong.map((each) => [...each.wrong, ...each.story])).toEqual([]);
    }
    expect(
      counts.of('sheet buys') * counts.of('process dies') * counts.of('phone asks once'),
    ).toBeGreaterThan(0);
  }, 120_000);

  it.each([1, 2])('plays the same story for the same seed (world %i)', async (world) => {
    const rolls = async () => {
      const filter = new ChoiceFilter();
      await simulateWorld({ seed: 3, world, kept: filter });
      return [...filter.rolls];
    };
    expect(await rolls()).toEqual(await rolls());
  });

  it('shrinks a story to the choices that are needed to fail', async () => {
    const replay = async (filter: ChoiceFilter) => {
      const rolls = Array.from({ length: 100 }, (_, index) => filter.keeps('phone', index));
      for (let index = 0; index < 500; index += 1) filter.keeps('ways', index);
      return rolls[17] === true && rolls[80] === true;
    };
    const kept = await shrink(replay, 200);
    expect(countKept(kept)).toBe(2);
    expect(kept.get('phone')).toEqual([
      [17, 18],
      [80, 81],
    ]);
  });
});
