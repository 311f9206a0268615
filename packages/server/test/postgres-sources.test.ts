import { createOrderId } from '@ait-iap/protocol';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createFulfillment } from '../src/fulfillment/create-fulfillment.js';
import { describeBacklogContract } from './support/backlog-contract.js';
import { describeCallbackContract } from './support/callback-contract.js';
import { describeFulfillmentContract } from './support/fulfillment-contract.js';
import { describeHealthContract } from './support/health-contract.js';
import { handWrittenTool, type PostgresTool, postgresHarness } from './support/postgres-harness.js';
import { type PostgresServer, startPostgres } from './support/postgres-server.js';
import { drizzleTool, items, kyselyTool, prismaTool } from './support/postgres-tools.js';
import { ScriptedPartner } from './support/scripted-partner.js';
import { describeTimeLimitContract } from './support/time-limit-contract.js';
import {
  describePostgresTransactionContract,
  describeTransactionContract,
} from './support/transaction-contract.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

function describeHost<Tx>(name: string, tool: PostgresTool<Tx>): void {
  const open = () => postgresHarness(server, tool);
  describeFulfillmentContract(name, open);
  describeBacklogContract(name, open);
  describeCallbackContract(name, open);
  describeTransactionContract(name, open);
  describePostgresTransactionContract(name, open);
  describeHealthContract(
    name,
    open,
    'alter table ait_iap_migrations add constraint full_disk check (false) not valid',
  );
  describeTimeLimitContract(name, (connections) => postgresHarness(server, tool, connections));
}

/** The same row: the query is built, and never run. */
const lazyItem = { orderId: createOrderId(), userKey: 'user-1', sku: 'coins.100' };

describe('a query that onGrant builds and returns', () => {
  const grantWith = async <Tx>(tool: PostgresTool<Tx>, onGrant: (tx: Tx) => unknown) => {
    const harness = await postgresHarness(server, tool);
    onTestFinished(() => harness.close());
    const { orderId } = lazyItem;
    const partner = new ScriptedPartner().say(orderId, {});
    const fulfillment = createFulfillment({
      partner,
      store: harness.store,
      onGrant,
      onRevoke: harness.removeItem,
    });
    const result = await fulfillment.grant({ orderId, userKey: 'user-1' }).catch((error: Error) => error);
    return { result, items: await harness.items() };
  };

  it('is refused with Kysely, which would not run it', async () => {
    const { result, items: rows } = await grantWith(kyselyTool, (tx) =>
      tx.insertInto('items').values(lazyItem),
    );
    expect(result).toMatchObject({ message: expect.stringContaining('never executed') });
    expect(rows).toEqual([]);
  });

  it('is run with Drizzle, because its queries run when they are awaited', async () => {
    const { result, items: rows } = await grantWith(drizzleTool, (tx) =>
      tx.insert(items).values({ orderId: lazyItem.orderId, userKey: 'user-1', sku: 'coins.100' }),
    );
    expect(result).toMatchObject({ outcome: 'granted' });
    expect(rows).toHaveLength(1);
  });

  it('is refused with Drizzle when it was only prepared', async () => {
    const { result, items: rows } = await grantWith(drizzleTool, (tx) =>
      tx.insert(items).values({ orderId: lazyItem.orderId }).prepare('add_item'),
    );
    expect(result).toMatchObject({ code: 'GRANT_CALLBACK_FAILED' });
    expect(rows).toEqual([]);
  });
});

describeHost('PostgreSQL through Kysely', kyselyTool);
describeHost('PostgreSQL through Drizzle', drizzleTool);
describeHost('PostgreSQL through Prisma', prismaTool);
describeHost('PostgreSQL through a host of the application', handWrittenTool);
