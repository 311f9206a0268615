import { createFulfillment } from '../../fulfillment/create-fulfillment.js';
import type { LedgerStore } from '../../ledger/ledger-store.js';
import { openDatabase } from '../open-database.js';
import { type DoctorFinding, findingOf } from './finding.js';

const LATE_MS = 10 * 60_000;

/** Checks that the ledger can be written, keeps its rules, and is worked on by a reconciler. */
export async function checkDatabase(database: string): Promise<DoctorFinding[]> {
  const rest: DoctorFinding = {
    check: 'reconciliation',
    state: 'skipped',
    says: 'without a ledger nothing is due',
  };
  if (database === '') {
    return [
      { check: 'database', state: 'skipped', says: 'none is named: pass --database or set DATABASE_URL' },
      rest,
    ];
  }
  let store: LedgerStore<unknown> | undefined;
  try {
    store = await openDatabase(database, false);
    const { schemaVersion, brokenOrders } = await store.health();
    const says = `it can be written, and its tables are of version ${schemaVersion}`;
    const soundness: DoctorFinding =
      brokenOrders === 0
        ? { check: 'database', state: 'ok', says }
        : {
            check: 'database',
            state: 'failed',
            says: `${brokenOrders} orders break a rule that always holds`,
            todo: 'Run npx ait-iap-server audit.',
          };
    return [soundness, await checkReconciliation(store)];
  } catch (error) {
    return [findingOf('database', error, 'Check the address, the disk and the rights.'), rest];
  } finally {
    await store?.close();
  }
}

async function checkReconciliation(store: LedgerStore<unknown>): Promise<DoctorFinding> {
  const check = 'reconciliation';
  const never = () => Promise.reject(new Error('The doctor asks about no order of the ledger.'));
  const partner = { getOrderStatus: never, waitForOrder: never };
  const { due, lagMs, grantsFailing, revocationsFailing } = await createFulfillment({
    partner,
    store,
    onGrant: never,
    onRevoke: never,
  }).backlog();
  if (lagMs > LATE_MS) {
    const minutes = Math.round(lagMs / 60_000);
    return {
      check,
      state: 'failed',
      says: `${due} orders are due, the oldest for ${minutes} minutes`,
      todo: 'Start createReconciler(…) in your backend, or call runOnce() by a cron job: without it no refund is seen.',
    };
  }
  const failing = grantsFailing + revocationsFailing;
  return failing === 0
    ? { check, state: 'ok', says: `${due} orders are due, none for long` }
    : {
        check,
        state: 'warning',
        says: `onGrant fails for ${grantsFailing} orders, onRevoke for ${revocationsFailing}`,
        todo: 'Look at one with npx ait-iap-server order: its timeline names the error.',
      };
}
