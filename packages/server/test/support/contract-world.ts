import { createOrderId } from '@ait-iap/protocol';
import type { OnGrant, OnRevoke } from '../../src/fulfillment/callbacks.js';
import { createFulfillment, type FulfillmentBaseOptions } from '../../src/fulfillment/create-fulfillment.js';
import type { Fulfillment } from '../../src/fulfillment/fulfillment.js';
import type { LedgerStore } from '../../src/ledger/ledger-store.js';
import { watched } from './broken-invariants.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ManualClock } from './manual-clock.js';
import { ScriptedPartner } from './scripted-partner.js';

export const USER = 'user-1';
export const OTHER = 'user-2';

export type Overrides<Tx> = Partial<FulfillmentBaseOptions<Tx>> & {
  readonly onGrant?: OnGrant<Tx>;
  readonly onRevoke?: OnRevoke<Tx>;
};

/** One ledger, one platform, one clock, and an order that the platform calls paid. */
export interface ContractWorld<Tx> {
  readonly harness: LedgerHarness<Tx>;
  readonly partner: ScriptedPartner;
  readonly clock: ManualClock;
  readonly orderId: string;
  /** Makes so many more orders that {@link USER} has paid. */
  paid(count: number): string[];
  /** A fulfilment on this ledger. The ledger's invariants are checked after everything that it does. */
  make(overrides?: Overrides<Tx>, store?: LedgerStore<Tx>): Fulfillment;
  close(): Promise<void>;
}

export async function openWorld<Tx>(open: () => Promise<LedgerHarness<Tx>>): Promise<ContractWorld<Tx>> {
  const harness = await open();
  const orderId = createOrderId();
  const partner = new ScriptedPartner().say(orderId, {}, USER);
  const clock = new ManualClock();
  return {
    harness,
    partner,
    clock,
    orderId,
    paid: (count) =>
      Array.from({ length: count }, () => {
        const id = createOrderId();
        partner.say(id, {}, USER);
        return id;
      }),
    make: (overrides = {}, store = harness.store) =>
      watched(
        createFulfillment({
          partner,
          store,
          onGrant: harness.addItem,
          onRevoke: harness.removeItem,
          clock,
          ...overrides,
        }),
        harness,
      ),
    close: () => harness.close(),
  };
}
