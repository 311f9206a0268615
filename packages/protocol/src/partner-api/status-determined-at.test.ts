import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStatusDeterminedAt } from './status-determined-at.js';

const NINE_IN_SEOUL = Date.UTC(2025, 8, 22);

describe('parseStatusDeterminedAt', () => {
  it.each([
    '2025-09-22T09:00:00',
    '2025-09-22T09:00:00.000',
    '2025-09-22 09:00:00',
    '2025-09-22T09:00',
    '2025-09-22T09:00:00+09:00',
    '2025-09-22T09:00:00+0900',
    '2025-09-22T09:00:00+09',
    '2025-09-22T00:00:00Z',
    '2025-09-22t00:00:00z',
    '2025-09-21T19:00:00-05:00',
    '2025-09-21T20:30:00.000000-03:30',
  ])('reads %s as nine in the morning in Seoul', (text) => {
    expect(parseStatusDeterminedAt(text)).toBe(NINE_IN_SEOUL);
  });

  it('reads a time without a zone in the given zone, and keeps a written zone', () => {
    expect(parseStatusDeterminedAt('2025-09-22T00:00:00', 'Z')).toBe(NINE_IN_SEOUL);
    expect(parseStatusDeterminedAt('2025-09-22T09:00:00+09:00', 'Z')).toBe(NINE_IN_SEOUL);
  });

  it.each([
    ['.1', 100],
    ['.12', 120],
    ['.123', 123],
    ['.123999999', 123],
    [',5', 500],
    ['.0009', 0],
  ])('cuts the fraction %s off below a millisecond', (fraction, milliseconds) => {
    expect(parseStatusDeterminedAt(`2025-09-22T09:00:00${fraction}`)).toBe(NINE_IN_SEOUL + milliseconds);
  });

  it('reads the last day of February of a leap year', () => {
    expect(parseStatusDeterminedAt('2024-02-29T00:00:00Z')).toBe(Date.UTC(2024, 1, 29));
  });

  it.each([
    '',
    '2025-09-22',
    '20250922T090000',
    '2025-9-22T09:00:00',
    '2025-02-29T00:00:00Z',
    '2025-02-30T00:00:00Z',
    '2025-13-01T00:00:00Z',
    '2025-00-01T00:00:00Z',
    '2025-01-00T00:00:00Z',
    '2025-01-01T24:00:00Z',
    '2025-01-01T00:60:00Z',
    '2025-01-01T00:00:60Z',
    '2025-01-01T00:00:00.Z',
    '2025-01-01T00:00:00+24:00',
    '2025-01-01T00:00:00+09:60',
    '2025-01-01T00:00:00 KST',
    '2025-01-01T00:00:00Z\n',
    ' 2025-01-01T00:00:00Z',
    '0099-01-01T00:00:00Z',
    'now',
    null,
    undefined,
    1_758_499_200_000,
    {},
  ])('finds no time in %j', (text) => {
    expect(parseStatusDeterminedAt(text)).toBeUndefined();
  });

  it('finds no time when the zone to assume is malformed', () => {
    expect(parseStatusDeterminedAt('2025-09-22T09:00:00', 'Asia/Seoul')).toBeUndefined();
  });

  it('reads back every time that ISO 8601 writes', () => {
    const year100 = new Date('0100-01-01T00:00:00Z');
    const year9999 = new Date('9999-12-31T23:59:59.999Z');
    fc.assert(
      fc.property(fc.date({ min: year100, max: year9999, noInvalidDate: true }), (date) => {
        expect(parseStatusDeterminedAt(date.toISOString())).toBe(date.getTime());
      }),
    );
  });
});
