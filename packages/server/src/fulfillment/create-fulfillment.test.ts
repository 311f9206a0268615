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
  ])('refuses %s when it is %j, before any purchase', (field, value) => {
    const make = () => createFulfillment({ ...good, [field]: value } as never);
    expect(make).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', field }));
  });

  it('accepts either its own callbacks or another system, by its types', () => {
    const external = { deliver: async () => undefined, withdraw: async () => undefined };
    const { partner } = good;
    const store = good.store as never;
    const { onGrant, onRevoke } = good;
    expect(() => createFulfillment({ partner, store, externalGrant: external })).not.toThrow();
    // @ts-expect-error: not both, for which of them would be the grant?
    createFulfillment({ partner, store, onGrant, onRevoke, externalGrant: external });
    // @ts-expect-error: what is granted has to be taken back after a refund.
    expect(() => createFulfillment({ partner, store, onGrant })).toThrow(/onRevoke/);
  });

  it('makes the only fulfilment that a reconciler accepts', () => {
    expect(() => createReconciler({ fulfillment: createFulfillment(good as never) })).not.toThrow();
    expect(() => createReconciler({} as never)).toThrow(/fulfillment/);
  });
});
