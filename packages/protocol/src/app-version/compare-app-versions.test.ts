import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAppVersions } from './compare-app-versions.js';

const numbers = fc.array(fc.nat(11).map(String), { minLength: 1, maxLength: 4 });
const identifier = fc.oneof(
  fc.nat(11).map(String),
  fc.constantFrom('alpha', 'beta', 'rc', 'RC', 'a', '-', '--', '-1', '1a', '1b', 'a-b', '0'),
);
const preRelease = fc.option(fc.array(identifier, { minLength: 1, maxLength: 3 }), { nil: undefined });
const version = fc
  .tuple(numbers, preRelease, fc.boolean())
  .map(([parts, pre, build]) =>
    [
      parts.join('.'),
      parts.length > 2 && pre ? `-${pre.join('.')}` : '',
      parts.length > 2 && build ? '+b.1' : '',
    ].join(''),
  );

describe('compareAppVersions', () => {
  // What the official SDK 2.10.8 answers for the same pairs.
  it.each([
    ['5.248.0', '5.248.0', 0],
    ['5.9.0', '5.10.0', -1],
    ['5.248.0', '5.219.0', 1],
    ['5.231.0', '5.231.1', -1],
    ['6', '5.999.999', 1],
    ['5', '5.0.0', 0],
    ['5.248', '5.248.0', 0],
    ['5.248.0.1', '5.248.0', 1],
    ['05.010.0', '5.10.0', 0],
    ['v5.1.0', '5.1.0', 0],
    ['5.248.0-beta', '5.248.0', -1],
    ['5.248.0-beta', '5.247.9', 1],
    ['1.0.0-alpha', '1.0.0-beta', -1],
    ['1.0.0-RC', '1.0.0-beta', -1],
    ['1.0.0-10', '1.0.0-9', 1],
    ['1.0.0-2', '1.0.0-rc', -1],
    ['1.0.0-alpha', '1.0.0-alpha.beta', -1],
    ['1.0.0-alpha', '1.0.0-alpha.0', 0],
    ['1.0.0-1a', '1.0.0-1b', 0],
    ['1.0.0+1', '1.0.0+2', 0],
    ['1.0.0.0-rc+7', '1.0.0', -1],
  ] as const)('puts %s and %s in the order %d', (a, b, expected) => {
    expect(compareAppVersions(a, b)).toBe(expected);
    expect(compareAppVersions(b, a)).toBe(expected === 0 ? 0 : -expected);
  });

  it.each([
    '',
    ' ',
    'unknown',
    '5.',
    '.5',
    '5..1',
    '-5',
    '5.1.2.3.4',
    '5.1-beta',
    '5.1.0-',
    '5.1.0+',
    '5.1.0 ',
    '5.1.0\n',
    '^5.1.0',
    '>=5.1.0',
    '5.x',
    '5.*',
    '1.0.0-x',
    '1.0.0-rc.X',
    '５.1.0',
  ])('does not compare %j, which is not the version of an app', (malformed) => {
    expect(compareAppVersions(malformed, '5.1.0')).toBeUndefined();
    expect(compareAppVersions('5.1.0', malformed)).toBeUndefined();
  });

  it('does not compare a value that is not a string', () => {
    for (const value of [undefined, null, {}, Number.NaN]) {
      expect(compareAppVersions(value as unknown as string, '5.1.0')).toBeUndefined();
    }
  });

  it('finds every version equal to itself', () => {
    fc.assert(
      fc.property(version, (a) => {
        expect(compareAppVersions(a, a)).toBe(0);
      }),
    );
  });

  it('answers the other way round when asked the other way round', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect((compareAppVersions(a, b) ?? Number.NaN) + (compareAppVersions(b, a) ?? Number.NaN)).toBe(0);
      }),
    );
  });

  it('is transitive, so that a list can be sorted by it', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const [ab, bc, ac] = [compareAppVersions(a, b), compareAppVersions(b, c), compareAppVersions(a, c)];
        if (ab !== undefined && bc !== undefined && ab <= 0 && bc <= 0) {
          expect(ac).toBe(ab === 0 ? bc : -1);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
