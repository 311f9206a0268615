import { LedgerOwnerError } from '../ledger/ledger-owner-error.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import { claimLedger, readMiniApp } from '../ledger/mini-app-of-ledger.js';

/**
 * The same store, for one mini-app alone: before its first use it looks whose the ledger is. With the orders of two mini-apps in one
 * ledger, each would be told MINIAPP_MISMATCH about the other's, and miss its refunds.
 *
 * @param miniApp - tells the mini-app; where nobody knows it, the ledger is not looked at
 */
export function ledgerOfMiniApp<Tx>(
  store: LedgerStore<Tx>,
  miniApp: () => string | undefined,
): LedgerStore<Tx> {
  let isChecked = false;
  let checking: Promise<void> | undefined;
  const check = () => {
    const name = miniApp();
    // A certificate that comes asynchronously may name it later.
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
    read: async (work) => {
      if (!isChecked) await check();
      return store.read(work);
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
