import { IAP as officialIap } from '@apps-in-toss/web-bridge';
import { describe, expect, it } from 'vitest';
import { IAP } from '../src/official-sdk.js';

describe('the stand-in for the official SDK', () => {
  it('can be assigned to the official IAP object, by its types and by its names', () => {
    const assigned: typeof officialIap = IAP;
    expect(Object.keys(assigned).sort()).toEqual(Object.keys(officialIap).sort());
  });
});
