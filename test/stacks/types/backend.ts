import { createServer } from 'node:http';
import { createOrderId } from '@ait-iap/protocol';
import * as server from '@ait-iap/server';
import * as node from '@ait-iap/server/node';
import type { PgBossReconcilerOptions } from '@ait-iap/server/pg-boss';
import * as postgres from '@ait-iap/server/postgres';
import * as sqlite from '@ait-iap/server/sqlite';

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
