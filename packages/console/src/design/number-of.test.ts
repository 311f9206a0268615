import { expect, it } from 'vitest';
import { numberOf } from './number-of.js';

it.each([
  ['72', 72],
  [' 1.5 ', 1.5],
  ['0', 0],
  ['-3', -3],
])('%j is a number', (typed, number) => {
  expect(numberOf(typed)).toBe(number);
});

it.each(['', ' ', '7 days', '0x10', 'Infinity', '1e9'])(
  '%j stays a text, which the sandbox refuses',
  (typed) => {
    expect(numberOf(typed)).toBe(typed);
  },
);
