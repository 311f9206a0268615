import type { GrantedOrder, RevokedOrder } from '../../src/fulfillment/callbacks.js';
import type { LedgerStore } from '../../src/ledger/ledger-store.js';

/** A row of the application's own table. */
export interface Item {
  readonly orderId: string;
  readonly userKey: string;
  readonly sku: string;
}

/** A real database with an application's table in it: what the contract suite runs on. */
export interface LedgerHarness<Tx> {
  readonly store: LedgerStore<Tx>;
  /** Where the database is, for a process of its own. */
  readonly database: string;
  /** Another store on the same database, as another process would open it. */
  another(): LedgerStore<Tx>;
  /** The application's own write of a grant: a row in its table. */
  addItem(tx: Tx, order: GrantedOrder): Promise<void>;
  /** The application's own write of a revocation. */
  removeItem(tx: Tx, order: RevokedOrder): Promise<void>;
  /** Runs one text of SQL with `tx`, as the application's own code would. */
  run(tx: Tx, sql: string): Promise<void>;
  items(): Promise<Item[]>;
  /** Asks the database itself, past the store. One name always stands for the same text. */
  ask<Row>(question: { readonly name: string; readonly sql: string }): Promise<Row[]>;
  close(): Promise<void>;
}
