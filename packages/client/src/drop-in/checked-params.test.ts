import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from '../../test/support/manual-clock.js';
import { type ScriptedBridge, scriptedBridge } from '../../test/support/scripted-bridge.js';
import { setBridge } from '../bridge/default-bridge.js';
import { IAP } from './iap.js';

const WHOLE = {
  options: { sku: 'sku', processProductGrant: () => true },
  onEvent() {},
  onError() {},
};

let bridge: ScriptedBridge;
beforeEach(() => {
  bridge = scriptedBridge();
  setBridge(bridge);
});
afterEach(() => setBridge(undefined));

const { onEvent: _, ...silent } = WHOLE;
const { onError: __, ...careless } = WHOLE;

/** A call, and the parameters that its error has to name. */
const CALLS: readonly (readonly [unknown, readonly string[]])[] = [
  [{ productId: 'x' }, ['options.sku', 'options.processProductGrant', 'onEvent', 'onError']],
  [undefined, ['options.sku', 'options.processProductGrant', 'onEvent', 'onError']],
  [null, ['onEvent']],
  ['sku', ['onEvent']],
  [{ ...WHOLE, options: undefined }, ['options.sku', 'options.processProductGrant']],
  [{ ...WHOLE, options: null }, ['options.sku', 'options.processProductGrant']],
  [{ ...WHOLE, options: { processProductGrant: () => true } }, ['options.sku']],
  [{ ...WHOLE, options: { ...WHOLE.options, sku: '' } }, ['options.sku']],
  [{ ...WHOLE, options: { ...WHOLE.options, sku: 7 } }, ['options.sku']],
  [silent, ['onEvent']],
  [{ ...WHOLE, onEvent: 'onEvent' }, ['onEvent']],
  [careless, ['onError']],
];

describe.each(['createOneTimePurchaseOrder', 'createSubscriptionPurchaseOrder'] as const)('%s', (name) => {
  it.each(CALLS)('throws at once for what is missing in %j, and opens nothing', async (params, missing) => {
    let thrown: unknown;
    try {
      IAP[name](params as never);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'INVALID_ARGUMENT', charged: 'no' });
    for (const part of missing) expect((thrown as Error).message).toContain(part);
    await settled();
    expect(bridge.sheets).toEqual([]);
    expect(bridge.calls).toEqual([]);
  });

  it('reports a misspelt grant callback to onError, and opens nothing', async () => {
    const onError = vi.fn();
    IAP[name]({ ...WHOLE, options: { sku: 'x', processProductgrant: () => true }, onError } as never);
    await settled();
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        message: expect.stringContaining('processProductGrant'),
      }),
    );
    expect(bridge.sheets).toEqual([]);
  });

  it('names only what is missing', () => {
    expect(() => IAP[name]({ ...WHOLE, onEvent: undefined } as never)).toThrow(/pass onEvent\.$/);
  });
});
