/** The database of one chapter, as the campaign sees it: from outside every backend. */
export interface ChapterDatabase {
  /** The address that a backend opens. For a server, it leads through the network that cuts. */
  readonly address: string;
  rows<Row>(sql: string): Promise<Row[]>;
  /** Blocks all writes for so long. Gives the name of what happened. */
  outage(milliseconds: number): Promise<string>;
  close(): Promise<void>;
}

/**
 * The application's own tables. They have no key: a second grant must be seen, not refused.
 *
 * @param numbered - how the database numbers rows: it gives them back in any order, and what was done first has to be known
 */
export const tables = (numbered: string) => [
  `create table items (${numbered}, order_id text, user_key text, sku text)`,
  `create table journal (${numbered}, order_id text, did text)`,
  'create index journal_order on journal (order_id)',
  `create table changes (${numbered}, order_id text, change text)`,
];

/** The columns that a backend writes, by table. */
export const COLUMNS = {
  items: ['order_id', 'user_key', 'sku'],
  journal: ['order_id', 'did'],
  changes: ['order_id', 'change'],
} as const;
