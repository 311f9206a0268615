import type { IAP } from '@apps-in-toss/web-bridge';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  BRIDGE_CONSTANTS,
  BRIDGE_EVENTS,
  BRIDGE_METHODS,
  IAP_FUNCTIONS,
  type IapFunction,
} from './functions.js';

describe('the names on the bridge', () => {
  it('are each written once', () => {
    const names: string[] = [...BRIDGE_METHODS, ...BRIDGE_EVENTS, ...BRIDGE_CONSTANTS];
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(IAP_FUNCTIONS).size).toBe(IAP_FUNCTIONS.length);
  });

  it('cover the functions of the official object, no more and no less', () => {
    expectTypeOf<keyof typeof IAP>().toEqualTypeOf<IapFunction>();
  });
});
