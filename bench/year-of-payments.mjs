// A world with a year of payments, in a file: for what is measured on a large one. The rows are written by the store itself, in
// large steps.
import { createSandbox } from '../packages/sandbox/dist/index.js';
import { sqliteWorldStore } from '../packages/sandbox/dist/serve.js';

const STEP = 5_000;
const YEAR_MS = 365 * 86_400_000;

/** One payment in 20 asks for a refund, of those a third each is open, refunded and rejected. */
export function fillYear(db, orders) {
  const store = sqliteWorldStore(db);
  const sandbox = createSandbox({ store });
  const skus = ['ait.sandbox.consumable-1', 'ait.sandbox.consumable-2'];
  const first = sandbox.clock.now();
  const at = (number) => first - YEAR_MS + Math.floor((number / orders) * YEAR_MS);
  let seq = store.lastSeq();
  let requests = 0;
  for (let done = 0; done < orders; ) {
    const commit = { events: [], orders: [], refunds: [], records: [], dues: [] };
    for (let count = 0; count < STEP && done < orders; count++) {
      const number = ++done;
      const paidAt = at(number);
      const hex = (value, length) => value.toString(16).padStart(length, '0');
      const orderId = `${hex(paidAt, 12).replace(/(.{8})/, '$1-')}-7${hex(number & 0xfff, 3)}-8000-${hex(number, 12)}`;
      const sku = number % 5_000 === 0 ? 'ait.sandbox.non-consumable' : skus[number % 2];
      const order = {
        ...{
          number,
          orderId,
          userKey: `user-${number % 50_000}`,
          sku,
          kind: 'CONSUMABLE',
          store: 'GOOGLE_PLAY',
        },
        ...{ state: 'PURCHASED', reason: 'GRANTED', amount: number % 2 === 0 ? 1100 : 5500 },
        ...{ openedAt: paidAt, stateAt: paidAt, paidAt, grantedAt: paidAt, grantWindow: 'answered' },
      };
      if (number % 20 === 0) {
        const state = ['REQUESTED', 'COMPLETED', 'REJECTED'][(number / 20) % 3];
        const refund = { state, reason: 'NOT_USED', requestedAt: paidAt, number: ++requests };
        order.refund = state === 'REQUESTED' ? { ...refund, decider: 'PARTNER' } : refund;
        if (state === 'COMPLETED') Object.assign(order, { state: 'REFUNDED', refundedAt: paidAt });
        const { userKey, store, amount } = order;
        commit.refunds.push({ ...order.refund, orderId, userKey, sku, store, amount, paidAt });
      }
      commit.orders.push(order);
      for (const type of ['OrderOpened', 'OrderPaid', 'OrderGranted'])
        commit.events.push({ seq: ++seq, at: first, type, orderId, userKey: order.userKey, sku });
    }
    store.commit(commit);
  }
  sandbox.close();
}
