import { describe, expect, it } from 'vitest';
import { readKoreanTime, readPayments } from './console-download.js';
import { parseCsv } from './read-table.js';
import { csvLine } from './table-file.js';

describe('a line of CSV', () => {
  it('quotes characters that would end a cell', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines', 7, undefined, ''])).toBe(
      '"a,b","say ""hi""","two\nlines",7,,',
    );
  });

  it.each(['=cmd()', '+1', '-1', '@sum', '\tx'])('writes %j as a text, not as a formula', (text) => {
    expect(csvLine([text])).toMatch(/^"?'/);
  });

  it('is read back unchanged', () => {
    const rows = [
      ['거래 ID', 'a,b'],
      ['say "hi"', 'two\nlines'],
    ];
    expect(parseCsv(`\ufeff${rows.map(csvLine).join('\r\n')}\r\n`)).toEqual(rows);
    expect(parseCsv('a,,c\n\n,,\nd')).toEqual([['a', '', 'c'], ['d']]);
  });
});

describe('the download of the console', () => {
  const ID = '0197c1f2-5f0a-7c3e-9a4b-1d2e3f4a5b6c';

  it('may have a title above its column names, and column names in English', () => {
    const rows = [
      ['Payments'],
      [''],
      ['Sale price', 'Transaction ID', 'State'],
      ['1,100', ID.toUpperCase(), 'Refund completed'],
    ];
    expect(readPayments(rows).payments).toEqual([
      { orderId: ID, state: 'refunded', stateText: 'Refund completed', amount: 1_100, paidAt: undefined },
    ]);
  });

  it('keeps an unknown state as it came', () => {
    expect(
      readPayments([
        ['거래 ID', '상태'],
        [ID, '정산 보류'],
      ]).payments[0],
    ).toMatchObject({ state: 'unknown' });
  });

  it.each([
    ['2026.11.26 13:00:05', '2026-11-26T04:00:05Z'],
    ['2026-11-26 13:00', '2026-11-26T04:00:00Z'],
    ['2026. 1. 2. 03:04', '2026-01-01T18:04:00Z'],
    ['2026-11-26T13:00:05.123Z', '2026-11-26T13:00:05Z'],
    ['2026.11.26', '2026-11-25T15:00:00Z'],
  ])('reads %s as %s', (text, instant) => {
    expect(readKoreanTime(text)).toBe(Date.parse(instant));
  });

  it.each(['', 'yesterday', '26.11.2026', '2026-13-99'])('finds no time in %j', (text) => {
    expect(readKoreanTime(text)).toBeUndefined();
  });
});
