import { expect, it } from 'vitest';
import { periodInWords } from './period-words.js';

it.each([
  ['P1W', '1주', '1 week'],
  ['P1M', '1개월', '1 month'],
  ['P3M', '3개월', '3 months'],
  ['P1Y6M', '1년 6개월', '1 year 6 months'],
  ['P2W3D', '2주 3일', '2 weeks 3 days'],
  ['P0Y1D', '1일', '1 day'],
])('the period %s reads "%s" and "%s"', (period, ko, en) => {
  expect(periodInWords(period)).toEqual({ ko, en });
});

it.each(['P0D', 'PT1H', 'a month'])('%j is no period, and stays as it is', (text) => {
  expect(periodInWords(text)).toEqual({ ko: text, en: text });
});
