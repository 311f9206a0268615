/** Marks a file as the world of a sandbox ("aiap"). Other files are never opened or written. */
export const WORLD_FILE_ID = 0x61696170;

/** The version of the tables below. A file of a newer version is refused. */
export const WORLD_FILE_VERSION = 2;

/**
 * The tables of a world. Each list has an index in the order of the list, so a page costs the same with a million
 * orders as with ten.
 */
export const WORLD_SCHEMA = `
CREATE TABLE events (seq INTEGER PRIMARY KEY, order_id TEXT, body TEXT NOT NULL) STRICT;
CREATE INDEX events_of_order ON events (order_id, seq) WHERE order_id IS NOT NULL;

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
  amount INTEGER NOT NULL,
  payment TEXT,
  paid_at INTEGER,
  paid_day INTEGER,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX orders_of_user ON orders (user_key, number);
CREATE INDEX orders_of_sku ON orders (sku, number);
CREATE INDEX orders_in_state ON orders (state, number);
CREATE INDEX orders_with_refund ON orders (refund, number) WHERE refund IS NOT NULL;
CREATE INDEX pending_orders ON orders (user_key, number) WHERE pending = 1;
CREATE INDEX settled_orders ON orders (user_key, number) WHERE settled = 1;
CREATE INDEX payments ON orders (paid_at, number, payment, sku) WHERE payment IS NOT NULL;
CREATE INDEX payments_of_sku ON orders (sku, paid_at, number, payment) WHERE payment IS NOT NULL;
CREATE INDEX payments_in_state ON orders (payment, paid_at, number, sku) WHERE payment <> 'PAID';
CREATE INDEX held_orders ON orders (user_key, sku, number) WHERE held = 1;

-- How many payments there are, so that a total costs nothing among a million of them.
CREATE TABLE payment_counts (
  day INTEGER NOT NULL,
  payment TEXT NOT NULL,
  sku TEXT NOT NULL,
  amount INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, payment, sku, amount)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER payment_appears AFTER INSERT ON orders WHEN NEW.payment IS NOT NULL BEGIN
  INSERT INTO payment_counts VALUES (NEW.paid_day, NEW.payment, NEW.sku, NEW.amount, 1)
    ON CONFLICT DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER payment_changes AFTER UPDATE OF payment ON orders WHEN NEW.payment IS NOT OLD.payment BEGIN
  UPDATE payment_counts SET count = count - 1
    WHERE day = OLD.paid_day AND payment = OLD.payment AND sku = OLD.sku AND amount = OLD.amount;
  INSERT INTO payment_counts
    SELECT NEW.paid_day, NEW.payment, NEW.sku, NEW.amount, 1 WHERE NEW.payment IS NOT NULL
    ON CONFLICT DO UPDATE SET count = count + 1;
END;

CREATE TABLE refunds (
  number INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL,
  user_key TEXT NOT NULL,
  sku TEXT NOT NULL,
  tab TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX refunds_in_tab ON refunds (tab, number);
CREATE INDEX refunds_of_order ON refunds (order_id, number);
CREATE INDEX refunds_of_user ON refunds (user_key, number);

CREATE TABLE records (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE dues (key TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX dues_in_time ON dues (at, key);
`;
