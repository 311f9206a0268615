import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutate } from './mutant.js';
import { MUTANTS } from './mutants.js';

const root = new URL('../../', import.meta.url);

// Whether each of them is convicted is what `npm run mutants` finds out, which takes minutes: see docs/reliability.md.
describe('the mutants', () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('can be planted: %s', (_, mutant) => {
    const source = readFileSync(new URL(mutant.file, root), 'utf8');
    expect(mutate(source, mutant)).not.toBe(source);
  });

  it('are named, and each has a test that convicts it', () => {
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
    expect(MUTANTS.length).toBeGreaterThanOrEqual(24);
    for (const { convictedBy } of MUTANTS) expect(convictedBy.length).toBeGreaterThan(0);
    const files = MUTANTS.flatMap(({ convictedBy }) =>
      convictedBy.flatMap((each) => (each.by === 'tests' ? each.files : [])),
    );
    for (const file of files) expect(existsSync(new URL(file, root)), file).toBe(true);
  });
});
