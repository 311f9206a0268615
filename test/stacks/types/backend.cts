import server = require('@ait-iap/server');
import node = require('@ait-iap/server/node');
import postgres = require('@ait-iap/server/postgres');
import sqlite = require('@ait-iap/server/sqlite');

import { createServer } from 'node:http';
import { createOrderId } from '@ait-iap/protocol';
import type { PgBossReconcilerOptions } from '@ait-iap/server/pg-boss';

const partner = server.createPartnerClient({ tls: node.certificateFromEnvironment() });
const fulfillment = server.createFulfillment({
  partner,
  store: sqlite.sqliteStore('/tmp/ledger.db'),
  onGrant: (tx, order) => tx.run('insert into items values (?)', order.orderId),
  onRevoke: (tx, order) => tx.run('delete from items where order_id = ?', order.orderId),
});
const iap = server.createIapHandler({ fulfillment, appName: 'my-app', authenticate: () => 'user-1' });
createServer(node.nodeListener(iap)).listen(0);
const id: string = createOrderId();
// @ts-expect-error the options say what is wrong
server.createPartnerClient({ tls: 1 });
const store = postgres.postgresStore('postgres://localhost');
export const options: Partial<PgBossReconcilerOptions> = {};
export { id, store };
