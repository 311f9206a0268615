/** Marks a file as the world of a sandbox ("aiap"): nothing else is ever opened, let alone written to. */
export const WORLD_FILE_ID = 0x61696170;

/** Version of the tables below; a file of a newer version is refused. */
export const WORLD_FILE_VERSION = 1;

/**
 * The tables of a world. Each list of the world has an index whose order is the order of the list, so that a page
 * of it costs the same among a million orders as among ten.
 */
export const WORLD_SCHEMA = `
CREATE TABLE events (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;

CREATE TABLE orders (
  number INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL UNIQUE,
  user_key TEXT NOT NULL,
  sku TEXT NOT NULL,
  state TEXT NOT NULL,
  refund TEXT,
  pending INTEGER NOT NULL,
  settled INTEGER NOT NULL,
  held INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX orders_of_user ON orders (user_key, number);
CREATE INDEX orders_of_sku ON orders (sku, number);
CREATE INDEX orders_in_state ON orders (state, number);
CREATE INDEX orders_with_refund ON orders (refund, number) WHERE refund IS NOT NULL;
CREATE INDEX pending_orders ON orders (user_key, number) WHERE pending = 1;
CREATE INDEX settled_orders ON orders (user_key, number) WHERE settled = 1;
CREATE INDEX held_orders ON orders (user_key, sku, number) WHERE held = 1;

CREATE TABLE records (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE dues (key TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX dues_in_time ON dues (at, key);
`;
