import { describe, expect, it } from 'vitest';
import { ScriptedPartner } from '../../test/support/scripted-partner.js';
import { createReconciler } from '../reconciliation/create-reconciler.js';
import { createFulfillment } from './create-fulfillment.js';

const good = {
  partner: new ScriptedPartner(),
  store: { transaction: () => undefined, read: () => undefined },
  onGrant: () => undefined,
  onRevoke: () => undefined,
};

describe('createFulfillment', () => {
  it.each([
    ['partner', undefined],
    ['store', undefined],
    ['store', 'data/ledger.db'],
    ['onGrant', undefined],
    ['onRevoke', undefined],
    ['externalGrant', { deliver: () => undefined }],
  ])('refuses %s when it is %j, before anybody has paid', (field, value) => {
    const make = () => createFulfillment({ ...good, [field]: value } as never);
    expect(make).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', field }));
  });

  it('makes a fulfilment that a reconciler takes, and nothing else does', () => {
    expect(() => createReconciler({ fulfillment: createFulfillment(good as never) })).not.toThrow();
    expect(() => createReconciler({} as never)).toThrow(/fulfillment/);
  });
});
