import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { allTargets } from './all-targets.js';
import { runTarget } from './run-target.js';
import { target } from './target.js';

/** A few of each: `npm run fuzz` goes as far as anybody likes. */
const INPUTS = 400;

const targets = await allTargets();
afterAll(async () => {
  for (const { close } of targets) await close?.();
});

describe('any input', () => {
  test.each(targets.map((each) => [each.name, each] as const))(
    'is read, or refused with an error of the package: %s',
    async (_, fuzzed) => {
      const inputs = Math.ceil(INPUTS * (fuzzed.share ?? 1));
      expect(await runTarget(fuzzed, { seed: 20_261_126, inputs })).toBe(inputs);
    },
  );
});

describe('a fuzz run convicts', () => {
  const inputs = fc.string();
  test.each([
    [
      'an error of another package',
      target({ name: 'x', inputs, run: (text) => JSON.parse(text) as unknown }),
      /Property failed/,
    ],
    [
      'an error that repeats a secret',
      target({
        name: 'x',
        inputs,
        run: () => Promise.reject(new Error('for secret-user-key-5f2a9c')),
        isTyped: () => true,
      }),
      /repeats a secret|Property failed/,
    ],
    [
      'a prototype that was changed',
      target({
        name: 'x',
        inputs,
        run: () => {
          (Object.prototype as { polluted?: number }).polluted = 1;
        },
      }),
      /prototype/,
    ],
  ])('%s', async (_, fuzzed, verdict) => {
    await expect(runTarget(fuzzed, { seed: 1, inputs: 20 })).rejects.toThrow(verdict);
    delete (Object.prototype as { polluted?: number }).polluted;
  });
});
