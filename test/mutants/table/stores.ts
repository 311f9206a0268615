import { type Mutant, tests, titled } from '../mutant.js';

const SERVER = 'packages/server/src';
const DURABLE = tests(`${SERVER}/sqlite/durable-commit.test.ts`);
const ON_POSTGRES = 'packages/server/test/postgres-store.test.ts';
const SIDE_BY_SIDE = tests('packages/server/test/postgres-side-by-side.test.ts');

const MIGRATIONS = tests('packages/server/test/postgres-migrations.test.ts');
const ANSWERS = tests(`${SERVER}/partner-api/bad-answers.test.ts`);

/** Mistakes in stores, webhooks, transport and budget. */
export const STORE_MUTANTS: readonly Mutant[] = [
  {
    name: 'a failed SQLite COMMIT is reported as granted',
    file: `${SERVER}/sqlite/sqlite-connection.ts`,
    find: "    this.#control('COMMIT').run();",
    replace: "    try {\n      this.#control('COMMIT').run();\n    } catch {}",
    convictedBy: [DURABLE],
  },
  {
    name: 'SQLite does not wait until a commit is on disk',
    file: `${SERVER}/sqlite/sqlite-connection.ts`,
    find: 'PRAGMA synchronous = FULL',
    replace: 'PRAGMA synchronous = NORMAL',
    convictedBy: [DURABLE],
  },
  {
    name: 'a roll-back inside a callback is not noticed on SQLite',
    file: `${SERVER}/sqlite/transaction-handle.ts`,
    find: 'if (!connection.inTransaction) lose(new TransactionControlError(ROLLED_BACK));',
    replace: '',
    convictedBy: [tests(`${SERVER}/sqlite/sqlite-statement.test.ts`)],
  },
  {
    name: 'a roll-back inside a callback is not noticed on PostgreSQL',
    file: `${SERVER}/postgres/transaction-frame.ts`,
    find: `closing: "release savepoint ait_iap; set local ait_iap.transaction = ''",`,
    replace: `closing: 'select 1',`,
    convictedBy: [titled('transaction of a grant', ON_POSTGRES)],
  },
  {
    name: 'PostgreSQL has no time limit for a statement',
    file: `${SERVER}/postgres/transaction-frame.ts`,
    find: 'const [limit, idle] = serverLimits(timeoutMs);',
    replace: "const [, idle] = serverLimits(timeoutMs);\n  const limit = '0';",
    convictedBy: [SIDE_BY_SIDE],
  },
  {
    name: 'a passed deadline does not stop the grant',
    file: `${SERVER}/clock/time-limit.ts`,
    find: `      if (clock.now() >= endsAt) expire();
      expiry.signal.throwIfAborted();
`,
    replace: '',
    convictedBy: [tests(`${SERVER}/clock/time-limit.test.ts`)],
  },
  {
    name: 'a write without await is committed in part',
    file: `${SERVER}/postgres/lend-transaction.ts`,
    find: 'if (state.running > 0 || state.usedLate) throw new TransactionEndedError(INCOMPLETE);',
    replace: '',
    convictedBy: [titled('transaction of a grant', ON_POSTGRES)],
  },
  {
    name: 'the header of a webhook is not checked',
    file: `${SERVER}/webhooks/check-authorization.ts`,
    find: 'return matches && header !== null;',
    replace: 'return header !== null || matches;',
    convictedBy: [tests(`${SERVER}/webhooks`)],
  },
  {
    name: 'the same webhook, sent twice at the same moment, is applied twice',
    file: `${SERVER}/webhooks/apply-change.ts`,
    find: `  if (finished.some((other) => isSameChange(other, change))) {
    await finish('superseded');
    return 'duplicate';
  }
  const arranged = arrangeChanges([...finished, change]);
  const newest = arranged.at(-1) ?? change;
  // Before the callback runs, because the same event may have come twice at the same moment.
  if (!(await finish(newest === change ? 'applied' : 'superseded'))) return 'duplicate';
`,
    replace: `  void isSameChange;
  const arranged = arrangeChanges([...finished, change]);
  const newest = arranged.at(-1) ?? change;
  await finish(newest === change ? 'applied' : 'superseded');
`,
    convictedBy: [
      titled('webhooks on', 'packages/server/test/postgres-store.test.ts'),
      tests(`${SERVER}/webhooks`),
    ],
  },
  {
    name: 'events of a subscription are applied in the order of arrival',
    file: `${SERVER}/webhooks/apply-change.ts`,
    find: 'const newest = arranged.at(-1) ?? change;',
    replace: 'const newest = arranged.length > 0 ? change : change;',
    convictedBy: [tests(`${SERVER}/webhooks`)],
  },
  {
    name: 'the rate limit of the platform is not kept',
    file: `${SERVER}/rate-budget/memory-rate-budget.ts`,
    find: 'const free = this.#queue.size(lane) === 0 && this.expectedWaitMs(lane) === 0;',
    replace: 'const free = this.expectedWaitMs(lane) >= 0;',
    convictedBy: [tests(`${SERVER}/rate-budget`)],
  },
  {
    name: 'an order in a failed answer is trusted',
    file: `${SERVER}/partner-api/read-answer.ts`,
    find: 'const plain = isOk(given.httpStatus) ? plainAnswer(json) : undefined;',
    replace: 'const plain = plainAnswer(json);',
    convictedBy: [ANSWERS],
  },
  {
    name: 'an answer about another order is trusted',
    file: `${SERVER}/partner-api/read-answer.ts`,
    find: 'if (answer.orderId.toLowerCase() !== context.orderId.toLowerCase()) {',
    replace: "if (answer.orderId === '') {",
    convictedBy: [ANSWERS],
  },
  {
    name: 'a migration creates an empty ledger in the first schema of the search path',
    file: `${SERVER}/postgres/migrate-postgres.ts`,
    find: '  await query(STAY, []);\n',
    replace: '  void STAY;\n',
    convictedBy: [MIGRATIONS],
  },
  {
    name: 'a migration makes all other transactions wait',
    file: `${SERVER}/postgres/migrate-postgres.ts`,
    find: '  await query(LOCK_PATIENCE, []);\n',
    replace: '  void LOCK_PATIENCE;\n',
    convictedBy: [MIGRATIONS],
  },
  {
    name: 'a clock that was ahead leaves the budget spent',
    file: `${SERVER}/rate-budget/sliding-window.ts`,
    find: '      this.#ends[place] = now;\n',
    replace: '',
    convictedBy: [tests(`${SERVER}/rate-budget`)],
  },
  {
    name: 'an order is not asked about again when the platform does not answer',
    file: `${SERVER}/fulfillment/plan-next-check.ts`,
    find: '  if (planned.nextCheckAt !== undefined) return planned;\n',
    replace: '  if (planned !== undefined) return planned;\n',
    convictedBy: [titled('outages', `${SERVER}/sqlite/sqlite-store.test.ts`)],
  },
];
