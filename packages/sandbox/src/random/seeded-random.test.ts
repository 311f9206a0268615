import { describe, expect, it } from 'vitest';
import { seededBytes, seededChance } from './seeded-random.js';

describe('seeded randomness', () => {
  it('depends on the seed, the purpose and the number', () => {
    const one = seededBytes('seed', 'order', 1);
    expect(seededBytes('seed', 'order', 1)).toEqual(one);
    for (const other of [
      seededBytes('seeds', 'order', 1),
      seededBytes('seed', 'orders', 1),
      seededBytes('seed', 'order', 2),
    ]) {
      expect(other).not.toEqual(one);
    }
  });

  it('is the same in every version: a stored seed keeps its meaning', () => {
    const bytes = [132, 169, 94, 219, 193, 159, 12, 3, 113, 63, 17, 24, 160, 47, 88, 20];
    expect([...seededBytes('ait-iap', 'order', 1)]).toEqual(bytes);
    expect(seededChance('ait-iap', 'fault-1', 0)).toBeCloseTo(0.957754647359252, 12);
  });

  it('gives chances over the whole range', () => {
    const chances = Array.from({ length: 1000 }, (_, number) => seededChance('seed', 'chance', number));
    const average = chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
    expect(average).toBeGreaterThan(0.45);
    expect(average).toBeLessThan(0.55);
    expect(new Set(chances).size).toBe(1000);
    expect(chances.every((chance) => chance >= 0 && chance < 1)).toBe(true);
  });
});
