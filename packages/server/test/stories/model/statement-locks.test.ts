import { expect, test } from 'vitest';
import { FOR_UPDATE, SKIP_LOCKED } from './query-builder.js';
import { locksOf } from './statement-locks.js';

const CLAIM =
  `with "due" as (select "order_id" from "ait_iap_orders" where "next_check_at" <= ? limit ? ${FOR_UPDATE} ${SKIP_LOCKED}) ` +
  'update "ait_iap_orders" set "next_check_at" = ? where "order_id" in (select "order_id" from "due") returning "order_id"';

test('a statement that first picks its rows counts as a write', () => {
  expect(locksOf(CLAIM, [1, 100, 2])).toMatchObject({
    writes: true,
    table: 'ait_iap_orders',
    keys: [],
    skipsLocked: true,
    isAppend: false,
  });
});
