import { createFulfillment, createPartnerClient } from '@ait-iap/server';
import { certificateFromFiles } from '@ait-iap/server/node';
import { openTelemetry } from '@ait-iap/server/opentelemetry';
import { createPgBossReconciler, type PgBossQueue } from '@ait-iap/server/pg-boss';
import { fromKysely, postgresStore } from '@ait-iap/server/postgres';
import type { Kysely } from 'kysely';

interface Database {
  readonly items: { order_id: string };
}
declare const db: Kysely<Database>;
export const fulfillment = createFulfillment({
  partner: createPartnerClient({ tls: certificateFromFiles({ cert: 'a', key: 'b' }) }),
  store: postgresStore(fromKysely(db)),
  onGrant: async (tx, { orderId }) => {
    await tx.insertInto('items').values({ order_id: orderId }).execute();
  },
  onRevoke: async (tx, { orderId }) => {
    await tx.deleteFrom('items').where('order_id', '=', orderId).execute();
  },
});
// The declarations of pg-boss 12 do not compile by themselves with skipLibCheck off.
declare const boss: PgBossQueue;
export const reconciler = createPgBossReconciler({ boss, fulfillment });
export { openTelemetry };
