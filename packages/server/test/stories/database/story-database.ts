import type { Clock } from '@ait-iap/protocol';
import type { GrantedOrder, RevokedOrder } from '../../../src/fulfillment/callbacks.js';
import type { LedgerStore } from '../../../src/ledger/ledger-store.js';
import type { ProcessLife } from '../backend/process-life.js';
import type { Time } from '../time/run-time.js';

/** A row of the ledger, as the judge reads it. */
export interface LedgerRow {
  readonly order_id: string;
  readonly user_key: string | null;
  readonly claimed: number;
  readonly delivery: string;
  readonly status: string | null;
  readonly next_check_at: number | string | null;
}

/** A product that the application has handed over. */
export interface ItemRow {
  readonly order_id: string;
  readonly user_key: string;
  readonly sku: string;
}

/** What the application's callbacks did, in the order in which it was committed. */
export interface JournalRow {
  readonly order_id: string;
  readonly what: 'granted' | 'revoked';
}

/** The words a callback has for its own writes, beside the plain ones. */
export interface CallbackWords<Tx> {
  /** Writes inside a savepoint, fails, goes back to it and writes again. */
  readonly retryInSavepoint?: (tx: Tx, write: () => Promise<void>) => Promise<void>;
  /** Begins a transaction of its own and rolls it back, as an existing function of a repository may. */
  readonly rollBackOnItsOwn?: (tx: Tx, write: () => Promise<void>) => Promise<void>;
  /** Runs a statement that fails, and catches the error. */
  readonly swallowFailure?: (tx: Tx) => Promise<void>;
}

/** A real database with a ledger and an application's own tables in it. */
export interface StoryDatabase<Tx> extends CallbackWords<Tx> {
  readonly settle: Time['database']['settle'];
  readonly slicesMs: Time['database']['slicesMs'];
  /** Whether a process may die with the database in its hands: then its transactions end, as a server sees to. */
  readonly outlivesProcesses: boolean;
  /** Opens a store with connections of its own, as a process of its own does. */
  open(clock: Clock, life: ProcessLife): LedgerStore<Tx>;
  give(tx: Tx, order: GrantedOrder): Promise<void>;
  takeBack(tx: Tx, order: RevokedOrder): Promise<void>;
  /** Reads what was committed, as somebody from outside. */
  read<Row>(sql: string): Promise<Row[]>;
  /** Closes everything and leaves nothing behind. */
  close(): Promise<void>;
}

/** The application's own tables. */
export const TABLES = (id: string) => [
  `create table items (id ${id}, order_id text not null, user_key text not null, sku text not null)`,
  `create table journal (id ${id}, order_id text not null, what text not null)`,
];

/** How the judge reads each table. */
export const READ = {
  rows: 'select order_id, user_key, claimed, delivery, status, next_check_at from ait_iap_orders',
  items: 'select order_id, user_key, sku from items',
  journal: 'select order_id, what from journal order by id',
} as const;
