import { describe, expect, it } from 'vitest';
import { checkProductDraft, type ProductDraft, SUPPLY_PRICE_MAX, SUPPLY_PRICE_MIN } from './product-rules.js';

const draft: ProductDraft = {
  type: 'CONSUMABLE',
  name: '보라 보석',
  description: '멋진 변신을 할 수 있는 보라색 보석',
  supplyPrice: 1_000,
  image: { mimeType: 'image/png', width: 1024, height: 1024 },
};

const fields = (changes: object): readonly string[] =>
  checkProductDraft({ ...draft, ...changes }).map((problem) => problem.field);

describe('checkProductDraft', () => {
  it('finds nothing wrong with a draft that follows the rules', () => {
    expect(checkProductDraft(draft)).toEqual([]);
  });

  it.each([SUPPLY_PRICE_MIN, SUPPLY_PRICE_MAX, 410])('accepts a supply price of %d', (supplyPrice) => {
    expect(fields({ supplyPrice })).toEqual([]);
  });

  it.each([
    SUPPLY_PRICE_MIN - 10,
    SUPPLY_PRICE_MAX + 10,
    405,
    400.5,
    0,
    -1_000,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '1000',
    undefined,
  ])('refuses a supply price of %s', (supplyPrice) => {
    expect(fields({ supplyPrice })).toEqual(['supplyPrice']);
  });

  it('counts the characters of a name as a reader does, up to 30', () => {
    expect(fields({ name: '가'.repeat(30) })).toEqual([]);
    expect(fields({ name: '가'.repeat(30).normalize('NFD') })).toEqual([]);
    expect(fields({ name: '💎'.repeat(30) })).toEqual([]);
    expect(fields({ name: '가'.repeat(31) })).toEqual(['name']);
  });

  it('counts the characters of a description up to 45', () => {
    expect(fields({ description: 'a'.repeat(45) })).toEqual([]);
    expect(fields({ description: 'a'.repeat(46) })).toEqual(['description']);
  });

  it.each(['', '   ', undefined, null, 7])('refuses the name %j', (name) => {
    expect(fields({ name })).toEqual(['name']);
  });

  it.each([
    undefined,
    null,
    { mimeType: 'image/jpeg', width: 1024, height: 1024 },
    { mimeType: 'image/png', width: 1023, height: 1024 },
    { mimeType: 'image/png', width: 1024, height: 1025 },
  ])('refuses the image %j', (image) => {
    expect(fields({ image })).toEqual(['image']);
  });

  it('asks a subscription, and only a subscription, for a renewal cycle', () => {
    expect(fields({ type: 'SUBSCRIPTION', renewalCycle: 'MONTHLY' })).toEqual([]);
    expect(fields({ type: 'SUBSCRIPTION' })).toEqual(['renewalCycle']);
    expect(fields({ type: 'SUBSCRIPTION', renewalCycle: 'DAILY' })).toEqual(['renewalCycle']);
    expect(fields({ type: 'NON_CONSUMABLE', renewalCycle: 'MONTHLY' })).toEqual(['renewalCycle']);
  });

  it('refuses a type that the console does not have', () => {
    expect(fields({ type: 'RENTAL' })).toEqual(['type']);
    expect(fields({ type: undefined })).toEqual(['type']);
  });

  it('reports every problem at once, in Korean and in English', () => {
    const problems = checkProductDraft({} as ProductDraft);
    expect(problems.map((problem) => problem.field)).toEqual([
      'type',
      'name',
      'description',
      'image',
      'supplyPrice',
    ]);
    for (const { message } of problems) {
      expect(message.ko).toMatch(/[가-힣]/);
      expect(message.en).toMatch(/^[\x20-\x7e]+$/);
    }
  });
});
