import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTimeZone, statusInstant } from './status-instant.js';

describe('a time of the platform', () => {
  test.each([
    ['2025-09-22T09:00:00', undefined, '2025-09-22T00:00:00.000Z'],
    ['2025-09-22T09:00:00', 'UTC', '2025-09-22T09:00:00.000Z'],
    ['2025-09-22T09:00:00', '+05:30', '2025-09-22T03:30:00.000Z'],
    ['2025-09-22T09:00:00Z', undefined, '2025-09-22T09:00:00.000Z'],
    ['2025-09-22T09:00:00+09:00', 'America/New_York', '2025-09-22T00:00:00.000Z'],
    ['2025-01-22T09:00:00', 'America/New_York', '2025-01-22T14:00:00.000Z'],
    ['2025-07-22T09:00:00', 'America/New_York', '2025-07-22T13:00:00.000Z'],
    ['2025-03-09T01:59:59', 'America/New_York', '2025-03-09T06:59:59.000Z'],
    ['2025-03-09T03:00:00', 'America/New_York', '2025-03-09T07:00:00.000Z'],
    ['2025-09-22T09:00:00', 'Australia/Lord_Howe', '2025-09-21T22:30:00.000Z'],
  ])('%s in %s is %s', (text, timeZone, instant) => {
    expect(statusInstant(text, timeZone)).toEqual({ text, instant: new Date(instant) });
  });

  test.each(['yesterday', '', '2025-02-30T00:00:00', '2025-09-22'])(
    '%j is kept as text without an instant',
    (text) => {
      expect(statusInstant(text)).toEqual({ text });
      expect(statusInstant(text, 'UTC')).toEqual({ text });
    },
  );

  test('is read correctly in any zone', () => {
    const zones = fc.constantFrom(
      'Asia/Seoul',
      'Asia/Kolkata',
      'Europe/Berlin',
      'America/St_Johns',
      'Pacific/Apia',
    );
    const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
    fc.assert(
      fc.property(zones, instants, (timeZone, at) => {
        const second = at - (at % 1000);
        const written = new Intl.DateTimeFormat('sv', {
          timeZone,
          dateStyle: 'short',
          timeStyle: 'medium',
        }).format(second);
        const read = statusInstant(written.replace(' ', 'T'), timeZone).instant?.getTime() ?? 0;
        // In the hour that is repeated in autumn, two instants are written alike.
        expect([second, second - 3_600_000, second + 3_600_000]).toContain(read);
        if (timeZone === 'Asia/Seoul') expect(read).toBe(second);
      }),
    );
  });
});

test.each([
  ['Asia/Seoul', true],
  ['+09:00', true],
  ['UTC', true],
  ['Seoul', false],
  ['', false],
])('whether %j is a time zone: %s', (timeZone, known) => {
  expect(isTimeZone(timeZone)).toBe(known);
});
