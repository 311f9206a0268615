import { describe, expect, it } from 'vitest';
import { isSku, SKU_MAX_LENGTH } from './sku.js';

describe('isSku', () => {
  it.each([
    'ait.0000010000.af647449.3bd55cfd00.0000000475',
    'a',
    'gem_100-pack',
    '보석',
    'x'.repeat(SKU_MAX_LENGTH),
  ])('accepts %s', (sku) => {
    expect(isSku(sku)).toBe(true);
  });

  it.each([
    ['an empty text', ''],
    ['a space', 'a b'],
    ['a space at the end', 'a '],
    ['a no-break space', 'a\u00a0b'],
    ['a line break', 'a\n'],
    ['a NUL', 'a\u0000'],
    ['a DEL', 'a\u007f'],
    ['a C1 control character', 'a\u0085b'],
    ['a zero-width space', 'a\u200bb'],
    ['a right-to-left override', 'a\u202eb'],
    ['a byte order mark', '\ufeffa'],
    ['half a surrogate pair', 'a\ud800'],
    ['201 characters', 'x'.repeat(SKU_MAX_LENGTH + 1)],
    ['a number', 475],
    ['null', null],
    ['nothing', undefined],
    ['a list of one sku', ['a']],
  ])('refuses %s', (_, value) => {
    expect(isSku(value)).toBe(false);
  });
});
