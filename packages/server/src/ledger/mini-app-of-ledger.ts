import type { LedgerQueries } from './ledger-store.js';
import { statement } from './statement.js';

/** Reads which mini-app a ledger belongs to. `undefined`: none yet. */
export async function readMiniApp(ledger: LedgerQueries): Promise<string | undefined> {
  const [row] = await read(ledger, {});
  return row?.value;
}

/** Writes which mini-app a ledger belongs to, unless another machine was faster. Returns the one that counts. */
export async function claimLedger(ledger: LedgerQueries, miniApp: string): Promise<string> {
  await claim(ledger, { miniApp });
  return (await readMiniApp(ledger)) ?? miniApp;
}

const NAME = 'mini_app';

const read = statement<object, { readonly value: string }>((sql) =>
  sql.selectFrom('ait_iap_ledger').select('value').where('name', '=', NAME),
);

const claim = statement<{ readonly miniApp: string }, unknown>((sql, value) =>
  sql
    .insertInto('ait_iap_ledger')
    .values({ name: NAME, value: value('miniApp') })
    .onConflict((conflict) => conflict.column('name').doNothing()),
);
