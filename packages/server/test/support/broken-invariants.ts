import { CompiledQuery } from 'kysely';
import { dueWorkOf, withDueWork } from '../../src/fulfillment/due-work.js';
import type { Fulfillment } from '../../src/fulfillment/fulfillment.js';
import { LEDGER_INVARIANTS } from '../../src/ledger/invariants.js';
import type { LedgerStore } from '../../src/ledger/ledger-store.js';

/** The orders that break an invariant of the ledger, each with its name. */
export function brokenInvariants<Tx>(store: LedgerStore<Tx>): Promise<string[]> {
  return store.read(async (ledger) => {
    const broken: string[] = [];
    for (const { name, sql } of LEDGER_INVARIANTS) {
      const rows = await ledger.query<{ order_id: string }>(CompiledQuery.raw(sql) as CompiledQuery<never>);
      broken.push(...rows.map((row) => `${name}: ${row.order_id}`));
    }
    return broken;
  });
}

/** The same fulfilment, with the ledger's invariants checked after everything that writes. */
export function watched<Tx>(fulfillment: Fulfillment, store: LedgerStore<Tx>): Fulfillment {
  const check = async () => {
    const broken = await brokenInvariants(store);
    if (broken.length > 0) throw new Error(`The ledger is broken: ${broken.join(', ')}`);
  };
  const checked =
    <Arguments extends unknown[], Result>(work: (...args: Arguments) => Promise<Result>) =>
    async (...args: Arguments): Promise<Result> => {
      try {
        return await work(...args);
      } finally {
        await check();
      }
    };
  const work = dueWorkOf(fulfillment);
  const other: Fulfillment = {
    ...fulfillment,
    grant: checked(fulfillment.grant),
    refresh: checked(fulfillment.refresh),
    importOrders: checked(fulfillment.importOrders),
    byHand: {
      markGranted: checked(fulfillment.byHand.markGranted),
      redeliver: checked(fulfillment.byHand.redeliver),
      takeBack: checked(fulfillment.byHand.takeBack),
    },
  };
  return withDueWork(other, { ...work, deliver: checked(work.deliver) });
}
