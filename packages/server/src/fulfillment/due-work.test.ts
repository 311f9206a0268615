import { describe, expect, it } from 'vitest';
import { type DueWork, dueWorkOf, withDueWork } from './due-work.js';

const work: DueWork = {
  take: async () => ['order'],
  giveBack: async () => undefined,
  deliver: async () => 0,
  suspectCertificate: () => undefined,
};

describe('the work of reconcilers', () => {
  it('is found on a fulfilment and on a copy of it, and is not one of its keys', () => {
    const fulfillment = withDueWork({ grant: () => undefined }, work);
    expect(dueWorkOf(fulfillment)).toBe(work);
    expect(dueWorkOf({ ...fulfillment })).toBe(work);
    expect(Object.keys(fulfillment)).toEqual(['grant']);
  });

  it.each([[{}], [{ take: () => [] }], [undefined], [null]])(
    'is not found on %o, and the error says so',
    (other) => {
      expect(() => dueWorkOf(other as object)).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT', field: 'fulfillment' }),
      );
    },
  );
});
