// A reconciliation worker in a process of its own that takes work and never finishes it: see `pg-boss-reconciler.test.ts`.
import { PgBoss } from 'pg-boss';
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import { createPgBossReconciler } from '../../src/pg-boss.js';
import { postgresStore } from '../../src/postgres.js';
import { ScriptedPartner } from './scripted-partner.js';

const [url = '', database = ''] = process.argv.slice(2);
const partner = new ScriptedPartner();
partner.before = () => {
  process.stdout.write('working\n');
  return new Promise(() => undefined);
};
const boss = new PgBoss({ connectionString: url, schema: 'killed' });
await boss.start();
const fulfillment = createFulfillment({
  partner,
  store: postgresStore(database),
  onGrant: () => undefined,
  onRevoke: () => undefined,
});
await createPgBossReconciler({ boss, fulfillment, sweepSeconds: 1, heartbeatSeconds: 10 }).start();
