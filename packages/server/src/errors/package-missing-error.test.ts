import { describe, expect, it } from 'vitest';
import { systemClock } from '../clock/system-clock.js';
import { SharedRateBudget } from '../rate-budget/shared-rate-budget.js';
import { loadPackage } from './package-missing-error.js';

const missing = (name: string, code = 'ERR_MODULE_NOT_FOUND') =>
  Object.assign(new Error(`Cannot find package '${name}' imported from /app/server.js`), { code });
const loading = (error: unknown) => loadPackage('pg', 'connect to PostgreSQL', () => Promise.reject(error));

describe('an optional package', () => {
  it('is loaded when it is installed', async () => {
    expect(await loadPackage('pg', 'connect to PostgreSQL', async () => 'pg')).toBe('pg');
  });

  it.each(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'])('that is missing is named with %s', async (code) => {
    await expect(loading(missing('pg', code))).rejects.toMatchObject({
      name: 'PackageMissingError',
      code: 'PACKAGE_MISSING',
      packageName: 'pg',
      retryable: false,
      message: expect.stringContaining(
        'Failed to connect to PostgreSQL: the package pg is not installed. Run: npm install pg',
      ),
    });
  });

  it.each([
    ['a package that it needs itself', missing('pg-protocol')],
    ['a mistake in it', new TypeError('x is not a function')],
    ['undefined', undefined],
  ])('that fails because of %s fails with that error', async (_, error) => {
    await expect(loading(error)).rejects.toBe(error);
  });

  it('that a shared budget needs fails every call if it is missing, and lets none through uncounted', async () => {
    const told: unknown[] = [];
    const counter = {
      load: () => loading(missing('pg')) as Promise<never>,
      spend: () => Promise.reject(new Error('never')),
      pausedUntil: async () => 0,
      pauseUntil: async () => undefined,
    };
    const budget = new SharedRateBudget({
      counter,
      perMinute: 3_000,
      clock: systemClock,
      onError: (error) => told.push(error),
    });
    for (const lane of ['interactive', 'background', 'interactive'] as const)
      await expect(budget.take(lane)).rejects.toMatchObject({ code: 'PACKAGE_MISSING' });
    expect(told).toEqual([]);
    budget.close();
  });
});
