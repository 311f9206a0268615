import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiptOf } from '../../test/support/scripted-bridge.js';
import { IapError } from '../errors/iap-error.js';
import { openedPurchase, type PurchaseInput, type PurchaseState, transition } from './purchase-machine.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const error = (code: string) => ({ type: 'error', error: new IapError(code, 'buy') }) as const;
const success = { type: 'success', orderId: ORDER, receipt: receiptOf(ORDER) } as const;
const purchased = { type: 'purchased', orderId: ORDER } as const;
const decided = (granted: boolean) => ({ type: 'decided', granted }) as const;

/** The work of the phases that have some, with what it is done with. */
function workOf({ phase, orderId, granted, outcome }: PurchaseState) {
  switch (phase) {
    case 'granting':
    case 'retrying':
      return [{ type: 'grant', orderId } as const];
    case 'answering':
      return [{ type: 'answer', orderId, isProductGranted: granted } as const];
    case 'confirming':
      return [{ type: 'confirm', orderId } as const];
    case 'settled':
      return outcome ? [{ type: 'settle', outcome } as const] : [];
    default:
      return [];
  }
}

/** Plays a story and tells what it led to: the work of each phase that is entered. */
function play(inputs: readonly PurchaseInput[]) {
  let state = openedPurchase('sku');
  const effects: ReturnType<typeof workOf>[number][] = [];
  for (const input of inputs) {
    const next = transition(state, input);
    if (next.phase !== state.phase) effects.push(...workOf(next));
    state = next;
  }
  return { state, effects };
}

function outcome(...inputs: PurchaseInput[]) {
  const settled = play(inputs).effects.filter((effect) => effect.type === 'settle');
  expect(settled).toHaveLength(1);
  return settled[0]?.outcome;
}

describe('the purchase machine', () => {
  it('ends granted with the receipt when the host takes the yes', () => {
    expect(outcome(purchased, decided(true), { type: 'answered' }, success)).toMatchObject({
      status: 'granted',
      orderId: ORDER,
      recovered: false,
      receipt: { displayAmount: '1,000원' },
    });
  });

  it('ends canceled only for a cancellation before anybody paid', () => {
    expect(outcome(error('USER_CANCELED'))).toMatchObject({ status: 'canceled' });
    expect(outcome(error('NETWORK_ERROR'))).toMatchObject({ status: 'failed' });
    expect(
      outcome(purchased, decided(false), { type: 'answered' }, error('USER_CANCELED'), decided(false)),
    ).toMatchObject({ status: 'pending' });
  });

  it('runs the grant once for a purchased event that comes twice', () => {
    const { effects } = play([purchased, purchased, decided(true), purchased, { type: 'answered' }, success]);
    expect(effects.filter(({ type }) => type === 'grant')).toHaveLength(1);
    expect(effects.filter(({ type }) => type === 'answer')).toHaveLength(1);
  });

  it('does not report a success that follows a refused grant', () => {
    expect(outcome(purchased, decided(false), { type: 'answered' }, success, decided(false))).toMatchObject({
      status: 'pending',
      orderId: ORDER,
      error: { code: 'PRODUCT_NOT_GRANTED_BY_PARTNER', charged: 'yes' },
    });
  });

  it('closes the order by its id when the host gave up waiting for a grant that then was made', () => {
    const { effects } = play([purchased, error('PRODUCT_NOT_GRANTED_BY_PARTNER'), decided(true)]);
    expect(effects.at(-1)).toEqual({ type: 'confirm', orderId: ORDER });
    expect(effects.some(({ type }) => type === 'answer')).toBe(false);
  });

  it('asks for the grant once more after PRODUCT_NOT_GRANTED_BY_PARTNER before it is reported', () => {
    const story = [
      purchased,
      decided(false),
      { type: 'answered' } as const,
      error('PRODUCT_NOT_GRANTED_BY_PARTNER'),
    ];
    expect(play(story).effects.at(-1)).toEqual({ type: 'grant', orderId: ORDER });
    expect(outcome(...story, decided(true), { type: 'confirmed', confirmed: true })).toMatchObject({
      status: 'granted',
    });
    expect(outcome(...story, decided(false))).toMatchObject({ status: 'pending' });
  });

  it('leaves a granted order pending when the host neither takes the answer nor lets it be closed', () => {
    expect(
      outcome(purchased, decided(true), { type: 'answer-failed' }, { type: 'confirmed', confirmed: false }),
    ).toMatchObject({ status: 'pending', error: { charged: 'yes' } });
  });

  it('ends granted without a receipt when the host took the yes and never spoke again', () => {
    expect(outcome(purchased, decided(true), { type: 'answered' }, { type: 'silence' })).toMatchObject({
      status: 'granted',
      receipt: undefined,
    });
  });

  it('makes the grant for a success without a purchased event, as in the legacy path', () => {
    expect(play([success]).effects).toEqual([{ type: 'grant', orderId: ORDER }]);
    expect(outcome(success, decided(true))).toMatchObject({ status: 'granted' });
    expect(outcome(success, decided(false), decided(false))).toMatchObject({ status: 'pending' });
  });

  const anyInput: fc.Arbitrary<PurchaseInput> = fc.constantFrom<PurchaseInput>(
    purchased,
    { ...purchased, subscriptionId: 'subscription' },
    success,
    { ...success, receipt: undefined },
    error('USER_CANCELED'),
    error('NETWORK_ERROR'),
    error('PRODUCT_NOT_GRANTED_BY_PARTNER'),
    decided(true),
    decided(false),
    { type: 'answered' },
    { type: 'answer-failed' },
    { type: 'silence' },
    { type: 'confirmed', confirmed: true },
    { type: 'confirmed', confirmed: false },
  );

  it('settles at most once and answers at most once, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 20 }), (inputs) => {
        const { effects } = play(inputs);
        expect(effects.filter(({ type }) => type === 'settle').length).toBeLessThanOrEqual(1);
        expect(effects.filter(({ type }) => type === 'answer').length).toBeLessThanOrEqual(1);
        expect(effects.filter(({ type }) => type === 'grant').length).toBeLessThanOrEqual(2);
        const settledAt = effects.findIndex(({ type }) => type === 'settle');
        if (settledAt >= 0) expect(settledAt).toBe(effects.length - 1);
      }),
    );
  });

  it('never ends granted, and never answers yes, without a yes of the callback', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 20 }), (inputs) => {
        const { effects } = play(inputs.filter((input) => input.type !== 'decided' || !input.granted));
        expect(effects).not.toContainEqual(expect.objectContaining({ isProductGranted: true }));
        expect(effects.some(({ type }) => type === 'confirm')).toBe(false);
        expect(effects).not.toContainEqual(
          expect.objectContaining({ outcome: expect.objectContaining({ status: 'granted' }) }),
        );
      }),
    );
  });

  it('never calls a paid order canceled or failed', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 20 }), (inputs) => {
        const { effects } = play([purchased, ...inputs]);
        for (const effect of effects) {
          if (effect.type === 'settle') expect(['granted', 'pending']).toContain(effect.outcome.status);
        }
      }),
    );
  });
});
