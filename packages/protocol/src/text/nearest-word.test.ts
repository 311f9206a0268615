import { describe, expect, it } from 'vitest';
import { nearestWord } from './nearest-word.js';

const WORDS = ['list', 'arm', 'armed', 'clear', 'purchase-error', 'purchase-error-late'];

describe('the word that was probably meant', () => {
  it.each([
    ['a letter that was left out', 'purchase-eror', 'purchase-error'],
    ['a letter too many', 'clearr', 'clear'],
    ['two letters the wrong way round', 'lsit', 'list'],
    ['another case', 'ARMED', 'armed'],
    ['the word itself', 'arm', 'arm'],
    ['the plural', 'lists', 'list'],
  ])('is found: %s', (_, given, meant) => {
    expect(nearestWord(given, WORDS)).toBe(meant);
  });

  it.each(['earthquake', '', 'x', '오류', 'q'.repeat(10_000)])(
    'is none where no word is similar: %.12s',
    (given) => {
      expect(nearestWord(given, WORDS)).toBeUndefined();
    },
  );
});
