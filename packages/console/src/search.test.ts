import { expect, it } from 'vitest';
import { dayParam, number, oneOf, text } from './search.js';

/** What the router shows to a page: what a reader gives goes over what the address holds. */
const shown = (given: object, read: object) => ({ ...given, ...read });

it.each([
  ['a text', text({ q: 'minji' }, 'q'), { q: 'minji' }],
  ['a text of digits', text({ q: 42 }, 'q'), { q: '42' }],
  ['a word', oneOf({ tab: 'old' }, 'tab', ['new', 'old']), { tab: 'old' }],
  ['a page', number({ page: 3 }, 'page'), { page: 3 }],
  ['a day', dayParam({ from: '2024-02-29' }, 'from'), { from: '2024-02-29' }],
])('%s in the address is read', (_, read, expected) => {
  expect(read).toEqual(expected);
});

type Reader = (given: Readonly<Record<string, unknown>>, name: 'q') => object;

it.each<[string, Readonly<Record<string, unknown>>, Reader]>([
  ['an empty text', { q: '' }, text],
  ['a list', { q: ['a'] }, text],
  ['a word of no list', { q: 'lost' }, (given, name) => oneOf(given, name, ['new', 'old'])],
  ['a negative page', { q: -2 }, number],
  ['a page that is no number', { q: 'second' }, number],
  ['a text that is no day', { q: 'tomorrow' }, dayParam],
  ['a day that no calendar has', { q: '2025-02-30' }, dayParam],
])('%s in the address counts as none', (_, given, read) => {
  expect(shown(given, read(given, 'q'))).toEqual({ q: undefined });
});
