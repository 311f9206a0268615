import { LedgerOwnerError } from '../ledger/ledger-owner-error.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import { claimLedger, readMiniApp } from '../ledger/mini-app-of-ledger.js';

/**
 * The same store, for one mini-app only: before the first use it checks which mini-app owns the ledger. If two
 * mini-apps shared a ledger, each would get MINIAPP_MISMATCH for the other's orders and miss their refunds.
 *
 * @param miniApp - returns the name of the mini-app; if it is not known, nothing is checked
 */
export function ledgerOfMiniApp<Tx>(
  store: LedgerStore<Tx>,
  miniApp: () => string | undefined,
): LedgerStore<Tx> {
  let isChecked = false;
  let checking: Promise<void> | undefined;
  const check = () => {
    const name = miniApp();
    // An asynchronous certificate source may name it later.
    if (name === undefined) return;
    checking ??= checkOwner(store, name)
      .then(() => {
        isChecked = true;
      })
      .finally(() => {
        checking = undefined;
      });
    return checking;
  };
  return {
    transaction: async (work, limits) => {
      if (!isChecked) await check();
      return store.transaction(work, limits);
    },
    read: async (work, limits) => {
      if (!isChecked) await check();
      return store.read(work, limits);
    },
    migrate: () => store.migrate(),
    health: async () => {
      const health = await store.health();
      await check();
      return health;
    },
    close: () => store.close(),
  };
}

async function checkOwner<Tx>(store: LedgerStore<Tx>, miniApp: string): Promise<void> {
  const known = await store.read(readMiniApp);
  const owner = known ?? (await store.transaction((ledger) => claimLedger(ledger, miniApp)));
  if (owner !== miniApp) throw new LedgerOwnerError(owner, miniApp);
}
