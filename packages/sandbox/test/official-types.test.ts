import type { IAP as OfficialIapObject } from '@apps-in-toss/web-bridge';
import { describe, expectTypeOf, it } from 'vitest';
import type { IAP } from '../src/official-sdk.js';

describe('the stand-in for the official SDK', () => {
  it('has the types of the official IAP object', () => {
    expectTypeOf<typeof IAP>().toExtend<typeof OfficialIapObject>();
  });
});
