import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerQueries, LedgerStore } from '../../src/ledger/ledger-store.js';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';

const HOUR = 3_600_000;

/** The store as a plain object, of which a test can replace a part. */
function storeOf<Tx>(store: LedgerStore<Tx>): LedgerStore<Tx> {
  return {
    transaction: (work, limits) => store.transaction(work, limits),
    read: (work, limits) => store.read(work, limits),
    migrate: () => store.migrate(),
    health: () => store.health(),
    close: () => store.close(),
  };
}

/** What an import of orders from before the ledger promises, whatever the ledger lives in. */
export function describeImportsContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`imported orders on ${name}`, () => {
    let harness: ContractWorld<Tx>['harness'];
    let partner: ContractWorld<Tx>['partner'];
    let clock: ContractWorld<Tx>['clock'];
    let orderId: string;
    let paid: ContractWorld<Tx>['paid'];
    let make: ContractWorld<Tx>['make'];
    let close: ContractWorld<Tx>['close'];
    beforeEach(async () => {
      ({ harness, partner, clock, orderId, paid, make, close } = await openWorld(open));
    });
    afterEach(() => close());

    /** A store whose every statement takes 100 ms, and how long each transaction and each read took. */
    const slowStore = () => {
      const { store } = harness;
      const durations: number[] = [];
      const slowly =
        <Ledger extends LedgerQueries, Result>(work: (ledger: Ledger) => Promise<Result>) =>
        async (ledger: Ledger) => {
          const begun = clock.now();
          const query: Ledger['query'] = (compiled) => {
            clock.advance(100);
            return ledger.query(compiled);
          };
          const result = await work({ ...ledger, query });
          durations.push(clock.now() - begun);
          return result;
        };
      const slow: typeof store = {
        ...storeOf(store),
        transaction: (work, limits) => store.transaction(slowly(work), limits),
        read: (work, limits) => store.read(slowly(work), limits),
      };
      return { slow, durations };
    };

    it.each([
      ['imports', {}],
      ['foresees an import', { dryRun: true }],
    ])('%s in a slow database without one step that takes longer than any may', async (_, options) => {
      const { slow, durations } = slowStore();
      const rows = paid(120).map((id) => ({ orderId: id, userKey: USER }));
      const report = await make({ store: slow }).importOrders([...rows, ...rows], options);
      expect(report).toMatchObject({ imported: 120, known: 120, rejected: [] });
      expect(Math.max(...durations)).toBeLessThan(2_000);
      expect(durations.length).toBeGreaterThan(5);
    });

    it('imports orders once, due at once, and never grants an order that was granted elsewhere', async () => {
      const fulfillment = make();
      const granted = { orderId, userKey: USER, sku: 'coins.100', grantedAt: new Date(clock.now() - HOUR) };
      expect(await fulfillment.importOrders([granted])).toEqual({
        imported: 1,
        markedGranted: 0,
        known: 0,
        rejected: [],
      });
      expect(await fulfillment.importOrders([granted])).toEqual({
        imported: 0,
        markedGranted: 0,
        known: 1,
        rejected: [],
      });
      expect(await fulfillment.backlog()).toMatchObject({ due: 1 });
      await fulfillment.refresh({ orderId });
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('already_granted');
      expect(await harness.items()).toEqual([]);
      const revokedAt = clock.now();
      partner.say(orderId, { status: 'REFUNDED' });
      expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'revoked' });
      expect((await fulfillment.order(orderId))?.revokedAt).toEqual(new Date(revokedAt));
    });

    it('refuses to import a granted order without its user', async () => {
      const broken = { orderId, sku: 'coins.100', grantedAt: new Date() };
      const { rejected } = await make().importOrders([broken]);
      expect(rejected).toMatchObject([{ index: 0, field: 'userKey' }]);
    });
  });
}
