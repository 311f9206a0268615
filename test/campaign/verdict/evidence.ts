import type { Order } from '@ait-iap/sandbox';
import type { Stage } from '../stage.js';

/** What can be known of a chapter from outside its backends. */
export interface Evidence {
  /** The platform's own world: what is true. */
  readonly orders: readonly Order[];
  /** What the callbacks did, in the order in which they did it: rows are only ever added. */
  readonly journal: readonly { readonly order_id: string; readonly did: string }[];
  readonly items: readonly { readonly order_id: string; readonly user_key: string }[];
  /** Events of subscriptions that the application was told of. */
  readonly changes: readonly { readonly order_id: string; readonly change: string }[];
  /** What always holds in a ledger; undefined if it could not be looked at. */
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
