import { dueWorkOf, withDueWork } from '../../src/fulfillment/due-work.js';
import type { Fulfillment } from '../../src/fulfillment/fulfillment.js';
import { LEDGER_INVARIANTS } from '../../src/ledger/invariants.js';
import type { LedgerHarness } from './ledger-harness.js';

/** All of them in one question, which the database prepares once: it is asked after everything that a test does. */
const ALL_INVARIANTS = {
  name: 'ledger_invariants',
  sql: LEDGER_INVARIANTS.map(
    ({ name, sql }) => `select '${name}' as name, broken.order_id from (${sql}) as broken`,
  ).join(' union all '),
};

/** The orders that break an invariant of the ledger, each with its name. */
async function brokenInvariants<Tx>(harness: LedgerHarness<Tx>): Promise<string[]> {
  const rows = await harness.ask<{ name: string; order_id: string }>(ALL_INVARIANTS);
  return rows.map((row) => `${row.name}: ${row.order_id}`);
}

/** The same fulfilment, with the ledger's invariants checked after everything that writes. */
export function watched<Tx>(fulfillment: Fulfillment, harness: LedgerHarness<Tx>): Fulfillment {
  const check = async () => {
    const broken = await brokenInvariants(harness);
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
