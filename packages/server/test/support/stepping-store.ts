import type { LedgerStore, LedgerTransaction } from '../../src/ledger/ledger-store.js';

/**
 * A store that calls `step` before and after everything it does, so that a test can end the process at any of these moments.
 */
export function steppingStore<Tx>(store: LedgerStore<Tx>, step: (name: string) => void): LedgerStore<Tx> {
  const stepping = (ledger: LedgerTransaction<Tx>): LedgerTransaction<Tx> => ({
    ...ledger,
    query: async (query) => {
      const rows = await ledger.query(query);
      step('a query has run');
      return rows;
    },
  });
  return {
    transaction: async (work, limits) => {
      step('before a transaction');
      const result = await store.transaction(async (ledger) => {
        step('a transaction has begun');
        const value = await work(stepping(ledger));
        step('before the commit');
        return value;
      }, limits);
      step('after the commit');
      return result;
    },
    read: (work, limits) => store.read(work, limits),
    migrate: () => store.migrate(),
    health: () => store.health(),
    close: () => store.close(),
  };
}
