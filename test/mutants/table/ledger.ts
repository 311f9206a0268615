import { type Mutant, simulation, tests, titled } from '../mutant.js';

const SERVER = 'packages/server/src';
const ON_SQLITE = `${SERVER}/sqlite/sqlite-store.test.ts`;
const SIDE_BY_SIDE = tests('packages/server/test/postgres-side-by-side.test.ts');

/** Mistakes in how the ledger decides, grants and takes back. */
export const LEDGER_MUTANTS: readonly Mutant[] = [
  {
    name: 'a product is granted in a separate transaction',
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
    name: 'the answer "granted" is sent before the commit',
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
    name: 'a late REFUNDED overwrites a grant, and nothing is revoked (as the ledger once did)',
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
    name: 'an answer is used although another answer was written after its question',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: 'if (heard.revision !== known.revision && known.payment !== undefined) {',
    replace: 'if (false as boolean) {',
    convictedBy: [tests(`${SERVER}/fulfillment/decide.test.ts`)],
  },
  {
    name: 'REFUNDED of a granted order is recorded, and nothing is revoked',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: "return delivery === 'granted' || (external && delivery === 'delivering') ? 'revoke' : 'nothing';",
    replace: "return external && delivery === 'delivering' ? 'revoke' : 'nothing';",
    convictedBy: [simulation],
  },
  {
    name: 'REFUNDED revokes an order that was never granted, or was already revoked',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: "return delivery === 'granted' || (external && delivery === 'delivering') ? 'revoke' : 'nothing';",
    replace: "return delivery === 'none' ? 'nothing' : 'revoke';",
    convictedBy: [simulation],
  },
  {
    name: 'a status that does not mean paid leads to a grant',
    file: `${SERVER}/fulfillment/status-meaning.ts`,
    find: "if (PAID.includes(status)) return 'paid';",
    replace: "if (PAID.includes(status) || status === 'ORDER_IN_PROGRESS') return 'paid';",
    convictedBy: [simulation],
  },
  {
    name: 'after FAILED, the order is not asked about again',
    file: `${SERVER}/fulfillment/plan-next-check.ts`,
    find: 'const delay = delayOf(plan, order, now, load);',
    replace: "const delay = order.status === 'FAILED' ? undefined : delayOf(plan, order, now, load);",
    convictedBy: [simulation],
  },
  {
    name: 'after MINIAPP_MISMATCH, the order is not asked about again',
    file: `${SERVER}/fulfillment/plan-next-check.ts`,
    find: 'const delay = delayOf(plan, order, now, load);',
    replace:
      "const delay = order.status === 'MINIAPP_MISMATCH' ? undefined : delayOf(plan, order, now, load);",
    convictedBy: [simulation],
  },
  {
    name: 'a failed callback is not tried again soon',
    file: `${SERVER}/fulfillment/plan-next-check.ts`,
    find: 'if (order.failures > 0 && disagreeing) return failurePause(order);',
    replace: 'if (order.failures > 0 && disagreeing) return undefined;',
    convictedBy: [simulation],
  },
  {
    name: 'an undone refund is believed at the first answer',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: "if (age === 'newer' || (payment === 'refunded' && age === 'unknown')) return believed;",
    replace: "if (age !== 'older') return believed;",
    convictedBy: [tests(`${SERVER}/fulfillment/decide.test.ts`)],
  },
  {
    name: 'the order of another user is reported as granted',
    file: `${SERVER}/fulfillment/answer-from-ledger.ts`,
    find: 'if (order.claimed && order.userKey !== userKey) {',
    replace: "if (order.claimed && order.userKey !== userKey && order.delivery === 'none') {",
    convictedBy: [simulation],
  },
  {
    name: 'an answer about one user is used for the order of another',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: "if (!speaksOf(known, heard)) return { todo: 'nothing', order: known };",
    replace: '',
    convictedBy: [tests(`${SERVER}/fulfillment/decide.test.ts`)],
  },
  {
    name: 'a product that the platform does not name is granted because the caller names it',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: "return order.claimed && heard.sku !== undefined ? 'grant' : 'nothing';",
    replace: "return order.claimed && order.sku !== undefined ? 'grant' : 'nothing';",
    convictedBy: [tests(`${SERVER}/fulfillment/decide.test.ts`), titled('odd statuses', ON_SQLITE)],
  },
  {
    name: 'a caller who names another product gets the product that was bought',
    file: `${SERVER}/fulfillment/apply-answer.ts`,
    find: 'const other = answer.isGrantable && expectedSku !== undefined && expectedSku !== answer.sku;',
    replace: 'const other = answer.isGrantable && expectedSku === answer.orderId;',
    convictedBy: [titled('grants on', ON_SQLITE), tests(`${SERVER}/fulfillment`)],
  },
  {
    name: 'the grant statement overwrites what another transaction has written in the meantime',
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
    name: 'an answer overwrites what is known about a refund',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: "if (age === 'older') return { todo: 'nothing', order: known };",
    replace:
      "if (age === 'older') return { todo: 'nothing', order: { ...known, payment, status: heard.status } };",
    convictedBy: [tests(`${SERVER}/fulfillment/decide.test.ts`)],
  },
  {
    name: 'two reconcilers take the same orders',
    file: `${SERVER}/ledger/due-orders.ts`,
    find: ".set({ next_check_at: value('leaseUntil') })",
    replace: ".set({ next_check_at: value('now') })",
    convictedBy: [tests(`${SERVER}/fulfillment/unconfirmed-ids.test.ts`)],
  },
  {
    name: 'a promise to another system is marked as acknowledged too early',
    file: `${SERVER}/fulfillment/deliver.ts`,
    find: `  try {
    await callOut(`,
    replace: `  await noteSuccess(context, entry, order);
  try {
    await callOut(`,
    convictedBy: [simulation, tests(`${SERVER}/fulfillment`)],
  },
  {
    name: 'an order is forgotten whose caller left while the ledger was read (as the server once did)',
    file: `${SERVER}/fulfillment/grant.ts`,
    find: 'tryTwice(() => noteNotLookedUp(context, question))',
    replace: 'tryTwice(async () => noteNotLookedUp)',
    convictedBy: [simulation],
  },
  {
    name: 'a caller whose questions get no answer puts off the check of the order (as the server once did)',
    file: `${SERVER}/fulfillment/decide.ts`,
    find: 'nextCheckAt: sooner(known.nextCheckAt, next.nextCheckAt)',
    replace: 'nextCheckAt: sooner(undefined, next.nextCheckAt)',
    convictedBy: [titled('deadlines', ON_SQLITE)],
  },
  {
    name: 'the key of a promise changes with each grant',
    file: `${SERVER}/fulfillment/deliver.ts`,
    find: 'deliveryKey: deliveryKey ?? entry.idempotencyKey, userKey, sku }',
    replace: 'deliveryKey: deliveryKey + String(entry.attempts), userKey, sku }',
    convictedBy: [simulation, tests(`${SERVER}/fulfillment`)],
  },
  {
    name: 'two orders redeem one intent at the same time',
    file: `${SERVER}/ledger/intents.ts`,
    find: `.limit(1)
    .$if(ledger.skipsLocked, (query) => query.forUpdate().skipLocked());`,
    replace: '.limit(1);',
    convictedBy: [SIDE_BY_SIDE],
  },
  {
    name: 'the history of the signed-in user lists orders that were never theirs',
    file: `${SERVER}/http/orders-route.ts`,
    find: '.filter(({ claimed }) => claimed)',
    replace: '.filter(() => true)',
    convictedBy: [tests(`${SERVER}/http/orders-route.test.ts`)],
  },
];
