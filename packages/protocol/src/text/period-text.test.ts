import { describe, expect, it } from 'vitest';
import { periodText } from './period-text.js';

describe('a period', () => {
  it.each([
    ['P1W', '1주', '1 week'],
    ['P2W', '2주', '2 weeks'],
    ['P1M', '1개월', '1 month'],
    ['P1Y6M', '1년 6개월', '1 year 6 months'],
    ['P2W3D', '2주 3일', '2 weeks 3 days'],
    ['P3D', '3일', '3 days'],
    ['P0Y1M', '1개월', '1 month'],
  ])('%s is "%s" and "%s"', (period, ko, en) => {
    expect(periodText(period)).toEqual({ ko, en });
  });

  it.each(['', 'P', 'P0D', '1M', 'PT1H', 'a fortnight', '2주'])(
    '%j, which is not a period, stays as the platform wrote it',
    (text) => {
      expect(periodText(text)).toEqual({ ko: text, en: text });
    },
  );
});
