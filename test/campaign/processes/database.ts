/** The database of one chapter, as the campaign sees it: from outside every backend. */
export interface ChapterDatabase {
  /** What a backend opens; for a server through the network that cuts. */
  readonly address: string;
  rows<Row>(sql: string): Promise<Row[]>;
  /** Nobody can write for so long; gives the name of what happened. */
  outage(milliseconds: number): Promise<string>;
  close(): Promise<void>;
}

/** The application's own tables. No key: a second grant has to be seen, and not to be refused. */
export const TABLES = [
  'create table items (order_id text, user_key text, sku text)',
  'create table journal (order_id text, did text)',
  'create index journal_order on journal (order_id)',
  'create table changes (order_id text, change text)',
];
