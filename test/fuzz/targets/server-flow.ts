import { join } from 'node:path';
import { createOrderId } from '@ait-iap/protocol';
import fc from 'fast-check';
import { isIapServerError } from '../../../packages/server/src/errors/iap-server-error.js';
import { createFulfillment } from '../../../packages/server/src/fulfillment/create-fulfillment.js';
import { createPartnerClient } from '../../../packages/server/src/partner-api/create-partner-client.js';
import { sqliteStore } from '../../../packages/server/src/sqlite.js';
import { ManualClock } from '../../../packages/server/test/support/manual-clock.js';
import { tempFolder } from '../../../packages/server/test/support/temp-folder.js';
import { near, nearText } from '../hostile.js';
import { type FuzzTarget, SECRET, target } from '../target.js';

const ID = '0198f2c0-7a00-7000-8000-000000000001';
const USER = 'user-1';
const MINUTE = 60_000;

const status = (word: string, more: object = {}) => ({
  resultType: 'SUCCESS',
  success: {
    orderId: ID,
    status: word,
    reason: '',
    sku: 'a',
    statusDeterminedAt: '2026-01-01T00:00:00',
    ...more,
  },
});
const ANSWERS = [
  status('PURCHASED'),
  status('PAYMENT_COMPLETED'),
  status('REFUNDED'),
  status('FAILED'),
  status('ORDER_IN_PROGRESS'),
  status('NOT_FOUND', { sku: null, statusDeterminedAt: null }),
  { resultType: 'FAIL', error: { errorCode: '4095', reason: SECRET, data: { retryAfterSeconds: 3 } } },
];

interface Step {
  readonly text: string;
  readonly httpStatus: number;
  readonly minutes: number;
  readonly asks: 'grant' | 'refresh';
  /** What the callback of the application does. */
  readonly callback: { readonly throws: boolean; readonly value: unknown };
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    text: nearText(ANSWERS),
    httpStatus: fc.constantFrom(200, 200, 200, 200, 400, 429, 500, 503),
    minutes: fc.constantFrom(0, 1, 6, 90),
    asks: fc.constantFrom('grant', 'refresh'),
    callback: fc.oneof(
      { weight: 3, arbitrary: fc.constant({ throws: false, value: undefined }) },
      {
        weight: 1,
        arbitrary: fc.record({ throws: fc.boolean(), value: near([true, { ok: true }, { rowCount: 1 }]) }),
      },
    ),
  }),
  { minLength: 1, maxLength: 5 },
);

/** A backend whose platform and whose application answer anything about an order, and the truth in the end. */
export async function serverFlowTarget(): Promise<FuzzTarget> {
  const folder = tempFolder();
  const store = sqliteStore(join(folder.path, 'ledger.db'), { create: true });
  await store.write((tx) => tx.run('create table items (order_id text)'));
  const clock = new ManualClock();
  let now: Pick<Step, 'text' | 'httpStatus' | 'callback'> | undefined;
  let orderId = ID;
  const partner = createPartnerClient({
    fetch: async () => new Response(now?.text.replaceAll(ID, orderId), { status: now?.httpStatus ?? 200 }),
    rateLimit: false,
    retries: 0,
    clock,
  });
  const fulfillment = createFulfillment({
    partner,
    store,
    clock,
    onGrant: async (tx, order) => {
      tx.run('insert into items values (?)', order.orderId);
      if (now?.callback.throws) throw now.callback.value;
      return now?.callback.value as undefined;
    },
    onRevoke: (tx, order) => tx.run('delete from items where order_id = ?', order.orderId),
  });
  const items = () => store.write(({ all }) => all('select 1 from items where order_id = ?', orderId));
  const ask = async (asks: Step['asks']) => {
    try {
      if (asks === 'grant') await fulfillment.grant({ orderId, userKey: USER });
      else await fulfillment.refresh({ orderId });
    } catch (error) {
      if (!isIapServerError(error)) throw error;
    }
    if ((await items()).length > 1) throw new Error('An order was granted twice.');
  };
  /** The platform says one thing from now on, and it is asked until it has to be believed. */
  const believe = async (word: string) => {
    for (let times = 0; times < 5; times += 1) {
      clock.advance(10 * MINUTE);
      const statusDeterminedAt = new Date(clock.now() + 9 * 60 * MINUTE - MINUTE).toISOString().slice(0, 19);
      const text = JSON.stringify(status(word, { statusDeterminedAt }));
      now = { text, httpStatus: 200, callback: { throws: false, value: undefined } };
      await ask(word === 'PURCHASED' ? 'grant' : 'refresh');
    }
  };
  return target({
    name: 'server: every answer of the platform and the application to an order',
    inputs: fc.tuple(steps, fc.boolean()),
    async run([all, isRefunded]) {
      orderId = createOrderId();
      for (const step of all) {
        clock.advance(step.minutes * MINUTE);
        now = step;
        await ask(step.asks);
      }
      await believe(isRefunded ? 'REFUNDED' : 'PURCHASED');
      const count = (await items()).length;
      if (count !== (isRefunded ? 0 : 1))
        throw new Error(`${count} items at the end, refunded: ${isRefunded}`);
      await store.write((tx) => tx.run('delete from items'));
    },
    share: 0.1,
    async close() {
      await store.close();
      folder.remove();
    },
  });
}
