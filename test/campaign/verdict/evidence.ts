import type { Order } from '@ait-iap/sandbox';
import type { Stage } from '../stage.js';

/** What can be known of a chapter from outside its backends. */
export interface Evidence {
  /** The platform's own world: what is true. */
  readonly orders: readonly Order[];
  /** What the callbacks did, in that order. Rows are only added. */
  readonly journal: readonly { readonly order_id: string; readonly did: string }[];
  readonly items: readonly { readonly order_id: string; readonly user_key: string }[];
  /** The subscription events that the application was told. */
  readonly changes: readonly { readonly order_id: string; readonly change: string }[];
  /** The invariants of the ledger. Undefined if they could not be checked. */
  readonly invariants:
    | readonly { readonly name: string; readonly broken: number; readonly examples: readonly string[] }[]
    | undefined;
}

/** Reads the database from outside the backends, and the truth from the platform. Asks no backend about any order. */
export async function readEvidence({ sandbox, database, backends }: Stage): Promise<Evidence> {
  return {
    orders: await sandbox.orders(),
    journal: await database.rows('select order_id, did from journal order by number'),
    items: await database.rows('select order_id, user_key from items order by number'),
    changes: await database.rows('select order_id, change from changes order by number'),
    invariants: await backends[0]?.command('invariants'),
  };
}
