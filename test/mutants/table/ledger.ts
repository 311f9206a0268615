import { type Mutant, simulation, tests, titled } from '../mutant.js';

const SERVER = 'packages/server/src';
const ON_SQLITE = `${SERVER}/sqlite/sqlite-store.test.ts`;
const SIDE_BY_SIDE = tests('packages/server/test/postgres-side-by-side.test.ts');

/** Mistakes in how the ledger decides, grants and takes back. */
export const LEDGER_MUTANTS: readonly Mutant[] = [
  {
    name: 'a product is handed over in a transaction of its own',
    file: `${SERVER}/fulfillment/hand-over.ts`,
    find: `export async function handOver<Tx>(
  { handover }: FulfillmentContext<Tx>,
  ledger: LedgerTransaction<Tx>,`,
    replace: `export async function handOver<Tx>(
  { handover, store }: FulfillmentContext<Tx>,
  own: LedgerTransaction<Tx>,
  handed: HandedOver,
): Promise<OutboxEntry | undefined> {
  if (handover.kind === 'external') return handOverIn({ handover } as FulfillmentContext<Tx>, own, handed);
  return store.transaction((other) => handOverIn({ handover } as FulfillmentContext<Tx>, other, handed));
}
async function handOverIn<Tx>(
  { handover }: FulfillmentContext<Tx>,
  ledger: LedgerTransaction<Tx>,`,
    convictedBy: [simulation],
  },
  {
    name: 'granted is answered before the commit',
    file: `${SERVER}/fulfillment/apply-answer.ts`,
    find: 'const applied = await context.store.transaction(work, limits);',
    replace: `const applied = await new Promise<Applied>((resolve, reject) => {
      const early = async (ledger: LedgerTransaction<Tx>) => {
        const result = await work(ledger);
        resolve(result);
        return result;
      };
      context.store.transaction(early, limits).catch(reject);
    });`,
    convictedBy: [simulation],
  },
  {
    name: 'a late REFUNDED is written over a grant, and nothing is done (the ledger of before)',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: 'if (heard.revision !== known.revision && known.payment !== undefined) {',
    replace: `if (heard.revision !== known.revision && payment === 'refunded') {
    const dead = { ...known, status: heard.status, payment, nextCheckAt: undefined };
    return { todo: 'nothing', order: { ...dead, watchEndedAt: new Date(now) } };
  }
  if (heard.revision !== known.revision && known.payment !== undefined) {`,
    convictedBy: [simulation],
  },
  {
    name: 'an answer is taken although others have written since the question',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: 'if (heard.revision !== known.revision && known.payment !== undefined) {',
    replace: 'if (false as boolean) {',
    convictedBy: [tests(`${SERVER}/fulfillment/decide.test.ts`)],
  },
  {
    name: 'REFUNDED of a granted order is noted and nothing is done',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: "return delivery === 'granted' || (external && delivery === 'delivering') ? 'revoke' : 'nothing';",
    replace: "return external && delivery === 'delivering' ? 'revoke' : 'nothing';",
    convictedBy: [simulation],
  },
  {
    name: 'REFUNDED takes back what was never handed over, and what was taken back before',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: "return delivery === 'granted' || (external && delivery === 'delivering') ? 'revoke' : 'nothing';",
    replace: "return delivery === 'none' ? 'nothing' : 'revoke';",
    convictedBy: [simulation],
  },
  {
    name: 'a word that does not say paid grants',
    file: `${SERVER}/fulfillment/status-meaning.ts`,
    find: "if (PAID.includes(status)) return 'paid';",
    replace: "if (PAID.includes(status) || status === 'ORDER_IN_PROGRESS') return 'paid';",
    convictedBy: [simulation],
  },
  {
    name: 'FAILED ends the questions',
    file: `${SERVER}/fulfillment/plan-next-check.ts`,
    find: 'const delay = delayOf(plan, order, now, load);',
    replace: "const delay = order.status === 'FAILED' ? undefined : delayOf(plan, order, now, load);",
    convictedBy: [simulation],
  },
  {
    name: 'MINIAPP_MISMATCH ends the questions',
    file: `${SERVER}/fulfillment/plan-next-check.ts`,
    find: 'const delay = delayOf(plan, order, now, load);',
    replace:
      "const delay = order.status === 'MINIAPP_MISMATCH' ? undefined : delayOf(plan, order, now, load);",
    convictedBy: [simulation],
  },
  {
    name: 'a callback that failed is not tried again soon',
    file: `${SERVER}/fulfillment/plan-next-check.ts`,
    find: 'if (order.failures > 0 && disagreeing) return failurePause(order);',
    replace: 'if (order.failures > 0 && disagreeing) return undefined;',
    convictedBy: [simulation],
  },
  {
    name: 'a refund that the store took back is believed at the first word',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: "if (age === 'newer' || (payment === 'refunded' && age === 'unknown')) return believed;",
    replace: "if (age !== 'older') return believed;",
    convictedBy: [tests(`${SERVER}/fulfillment/decide.test.ts`)],
  },
  {
    name: 'the order of another user is answered as granted',
    file: `${SERVER}/fulfillment/answer-from-ledger.ts`,
    find: 'if (order.claimed && order.userKey !== userKey) {',
    replace: "if (order.claimed && order.userKey !== userKey && order.delivery === 'none') {",
    convictedBy: [simulation],
  },
  {
    name: 'an answer about one user counts for the order of another',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: "if (!speaksOf(known, heard)) return { todo: 'nothing', order: known };",
    replace: '',
    convictedBy: [tests(`${SERVER}/fulfillment/decide.test.ts`)],
  },
  {
    name: 'a product that the platform does not name is handed over by the word of a caller',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: "return order.claimed && heard.sku !== undefined ? 'grant' : 'nothing';",
    replace: "return order.claimed && order.sku !== undefined ? 'grant' : 'nothing';",
    convictedBy: [tests(`${SERVER}/fulfillment/decide.test.ts`), titled('odd words', ON_SQLITE)],
  },
  {
    name: 'a caller who names another product gets the one that was bought',
    file: `${SERVER}/fulfillment/apply-answer.ts`,
    find: 'const other = answer.isGrantable && expectedSku !== undefined && expectedSku !== answer.sku;',
    replace: 'const other = answer.isGrantable && expectedSku === answer.orderId;',
    convictedBy: [titled('grants on', ON_SQLITE), tests(`${SERVER}/fulfillment`)],
  },
  {
    name: 'the grant statement takes what somebody else has written meanwhile',
    file: `${SERVER}/ledger/grant-order.ts`,
    find: `        .where('ait_iap_orders.revision', '=', value('expected_revision'))
        // A machine with the previous version does not count revisions.
        .where('ait_iap_orders.delivery', '=', 'none'),`,
    replace: `        .where('ait_iap_orders.revision', '>=', 0),`,
    convictedBy: [simulation],
  },
  {
    name: 'the order is read without its lock',
    file: `${SERVER}/ledger/lock-order.ts`,
    find: '.$if(ledger.skipsLocked, (locked) => locked.forUpdate()),',
    replace: ',',
    convictedBy: [simulation],
  },
  {
    name: 'an observation overwrites what is known of a refund',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: "if (age === 'older') return { todo: 'nothing', order: known };",
    replace:
      "if (age === 'older') return { todo: 'nothing', order: { ...known, payment, status: heard.status } };",
    convictedBy: [tests(`${SERVER}/fulfillment/decide.test.ts`)],
  },
  {
    name: 'two reconcilers claim the same orders',
    file: `${SERVER}/ledger/due-orders.ts`,
    find: ".set({ next_check_at: value('leaseUntil') })",
    replace: ".set({ next_check_at: value('now') })",
    convictedBy: [tests(`${SERVER}/fulfillment/unconfirmed-ids.test.ts`)],
  },
  {
    name: 'a promise to another system is marked as kept before it is',
    file: `${SERVER}/fulfillment/deliver.ts`,
    find: `  try {
    await callOut(`,
    replace: `  await noteSuccess(context, entry, order);
  try {
    await callOut(`,
    convictedBy: [simulation, tests(`${SERVER}/fulfillment`)],
  },
  {
    name: 'the key of a promise changes with each grant',
    file: `${SERVER}/fulfillment/deliver.ts`,
    find: 'deliveryKey: deliveryKey ?? entry.idempotencyKey, userKey, sku }',
    replace: 'deliveryKey: deliveryKey + String(entry.attempts), userKey, sku }',
    convictedBy: [simulation, tests(`${SERVER}/fulfillment`)],
  },
  {
    name: 'two orders redeem one intent at once',
    file: `${SERVER}/ledger/intents.ts`,
    find: `.limit(1)
    .$if(ledger.skipsLocked, (query) => query.forUpdate().skipLocked());`,
    replace: '.limit(1);',
    convictedBy: [SIDE_BY_SIDE],
  },
  {
    name: 'the history of the signed-in user lists what was never theirs',
    file: `${SERVER}/http/orders-route.ts`,
    find: '.filter(({ claimed }) => claimed)',
    replace: '.filter(() => true)',
    convictedBy: [tests(`${SERVER}/http/orders-route.test.ts`)],
  },
];
