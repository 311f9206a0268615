import { join } from 'node:path';
import { Pool } from 'pg';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.js';
import { isIapServerError } from '../errors/iap-server-error.js';
import { DEFAULT_CHECK_PLAN } from '../fulfillment/check-plan.js';
import { createFulfillment } from '../fulfillment/create-fulfillment.js';
import { type DueWork, withDueWork } from '../fulfillment/due-work.js';
import { createIapHandler } from '../http/create-iap-handler.js';
import { createPartnerClient } from '../partner-api/create-partner-client.js';
import { fromPool, postgresStore } from '../postgres.js';
import { memoryRateBudget } from '../rate-budget/memory-rate-budget.js';
import { postgresRateBudget } from '../rate-budget/postgres-rate-budget.js';
import { createPgBossReconciler } from '../reconciliation/create-pg-boss-reconciler.js';
import { createReconciler } from '../reconciliation/create-reconciler.js';
import { sqliteStore } from '../sqlite.js';
import { createWebhookHandler } from '../webhooks/create-webhook-handler.js';
import { kindOf, OptionReader } from './option-reader.js';

type Options = Record<string, unknown>;

/** An object with these methods, none of which does anything. */
const having = (...methods: readonly string[]) =>
  Object.fromEntries(methods.map((name) => [name, () => undefined]));

const partner = having('getOrderStatus', 'waitForOrder', 'certificateExpiresAt');
const store = having('transaction', 'read');
const fulfillment = withDueWork(
  having('grant', 'orders', 'refresh', 'backlog', 'health', 'entitlements'),
  having('take', 'giveBack', 'deliver', 'suspectCertificate') as unknown as DueWork,
);
const boss = having('createQueue', 'getQueue', 'work', 'offWork', 'send', 'insert', 'schedule');

function newLedger(): string {
  const folder = tempFolder();
  onTestFinished(() => folder.remove());
  return join(folder.path, 'ledger.db');
}

/** Everything that takes options, with the least that each of them needs. */
const makers: Record<string, { make: (options: never) => unknown; base: Options }> = {
  createPartnerClient: { make: createPartnerClient, base: { fetch: globalThis.fetch } },
  createFulfillment: {
    make: createFulfillment,
    base: { partner, store, onGrant: () => undefined, onRevoke: () => undefined },
  },
  createReconciler: { make: createReconciler, base: { fulfillment } },
  createPgBossReconciler: { make: createPgBossReconciler, base: { boss, fulfillment } },
  createWebhookHandler: {
    make: createWebhookHandler,
    base: { store, onSubscriptionChanged: () => undefined, authorization: 'none' },
  },
  createIapHandler: {
    make: createIapHandler,
    base: { fulfillment, authenticate: () => undefined, appName: 'my-app' },
  },
  memoryRateBudget: { make: memoryRateBudget, base: {} },
  sqliteStore: { make: (options) => sqliteStore(newLedger(), options), base: { create: true } },
  postgresStore: {
    make: (options) => postgresStore(new Pool(), options),
    base: {},
  },
  fromPool: { make: (options) => fromPool(new Pool(), options), base: {} },
  postgresRateBudget: {
    make: (options) => postgresRateBudget(having('query', 'connect') as never, options),
    base: {},
  },
};

const NO_NUMBER = [Number.NaN, -1, 0.5, Number.POSITIVE_INFINITY, '8', null];
const NO_FUNCTION = ['log', {}, null, 7];
const NO_CLOCK = [{}, Date, 0, { now: () => 0 }];
const NO_POSITIVE = [...NO_NUMBER, 0];

const plan = (steps: unknown) => ({ ...DEFAULT_CHECK_PLAN, granted: steps });
const wrong: Record<keyof typeof makers, Record<string, readonly unknown[]>> = {
  createPartnerClient: {
    clock: NO_CLOCK,
    timeoutMs: NO_POSITIVE,
    attemptTimeoutMs: NO_POSITIVE,
    retries: NO_NUMBER,
    random: NO_FUNCTION,
    onEvent: NO_FUNCTION,
    timeZone: ['Seoul', '', null],
    baseUrl: ['nowhere', null],
    rateLimit: [true, 'none', null, 3_000, { perMinute: Number.NaN }, { take: () => undefined }],
  },
  createFulfillment: {
    intents: ['requird', '', true, null],
    userKeys: ['ours', '', null],
    miniApp: ['', 7, null],
    timeoutMs: NO_POSITIVE,
    checkPlan: [
      null,
      {},
      plan('hourly'),
      plan([{ untilAgeMs: 1, everyMs: Number.NaN }]),
      plan([{ untilAgeMs: Number.NaN, everyMs: 1 }]),
      plan([{ untilAgeMs: 1, everyMs: 0 }]),
      plan([
        { untilAgeMs: 2, everyMs: 1 },
        { untilAgeMs: 1, everyMs: 1 },
      ]),
    ],
    onEvent: NO_FUNCTION,
    clock: NO_CLOCK,
    partner: [undefined, null, {}],
    store: [undefined, null, 'ledger.db'],
    onGrant: [undefined, ...NO_FUNCTION],
    onRevoke: [undefined, ...NO_FUNCTION],
  },
  createReconciler: {
    concurrency: [...NO_POSITIVE, 1_001],
    batchSize: NO_POSITIVE,
    leaseMs: NO_POSITIVE,
    idleMs: NO_POSITIVE,
    callsPerMinute: NO_POSITIVE,
    also: NO_FUNCTION,
    onError: NO_FUNCTION,
    clock: NO_CLOCK,
    fulfillment: [undefined, null, {}],
  },
  createPgBossReconciler: {
    concurrency: NO_POSITIVE,
    batchSize: NO_POSITIVE,
    sweepSeconds: NO_POSITIVE,
    callsPerMinute: NO_POSITIVE,
    heartbeatSeconds: [...NO_POSITIVE, 9],
    also: NO_FUNCTION,
    onError: NO_FUNCTION,
    boss: [undefined, null, {}],
    fulfillment: [undefined, null, {}],
  },
  createWebhookHandler: {
    authorization: ['nobody', null, { scheme: 'Digest', value: 'x' }],
    clientAddress: NO_FUNCTION,
    partner: [{}, null],
    onEvent: NO_FUNCTION,
    onError: NO_FUNCTION,
    clock: NO_CLOCK,
    store: [undefined, null, {}],
    onSubscriptionChanged: [undefined, ...NO_FUNCTION],
  },
  createIapHandler: {
    webhooks: NO_FUNCTION,
    partner: [{}, null],
    basePath: [7, null, 'iap', '/iap?x', '/i ap'],
    allowedOrigins: ['http://localhost:4620', [7], ['*'], null],
    onError: NO_FUNCTION,
    clock: NO_CLOCK,
    authenticate: [undefined, ...NO_FUNCTION],
    fulfillment: [undefined, null, {}],
  },
  memoryRateBudget: { perMinute: NO_POSITIVE, clock: NO_CLOCK },
  sqliteStore: {
    create: ['false', 'yes', 1, null],
    holdLimitMs: [Number.NaN, 0, -1, '8', null],
    clock: NO_CLOCK,
  },
  postgresStore: { clock: NO_CLOCK },
  fromPool: { prepare: ['true', 1, null] },
  postgresRateBudget: {
    perMinute: NO_POSITIVE,
    clock: NO_CLOCK,
    onError: NO_FUNCTION,
    name: ['', 7, null],
    tableName: ['', 7, null],
    schemaName: ['', 7, null],
  },
};

describe.each(Object.entries(makers))('%s', (name, { make, base }) => {
  it('can be created with its required options only', () => {
    expect(() => make(base as never)).not.toThrow();
  });

  const cases = Object.entries(wrong[name] ?? {}).flatMap(([field, values]) =>
    values.map((value) => ({ field, value })),
  );
  it.each(cases)('refuses $field: $value at once, and names it', ({ field, value }) => {
    const error = thrownBy(() => make({ ...base, [field]: value } as never));
    expect(isIapServerError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'INVALID_INPUT', retryable: false });
    const named = String((error as { field: unknown }).field);
    expect(field === 'rateLimit' ? [field, 'perMinute'] : [field]).toContain(named.split('.')[0]);
  });
});

test('an error about an unknown word shows the list of words', () => {
  const options = { ...makers.createFulfillment?.base, intents: 'requird' };
  expect(() => createFulfillment(options as never)).toThrow(
    /intents.*not one of the known words.*'optional' or 'required'/,
  );
});

test('an error names the kind of a value, never the value', () => {
  const reader = new OptionReader((field, why, remedy) => new Error(`${field} ${why} ${remedy}`));
  for (const value of ['hunter2', ['hunter2'], { key: 'hunter2' }]) {
    for (const read of [
      () => reader.word('field', value, ['a', 'b'], 'a'),
      () => reader.flag('field', value, true),
      () => reader.wholeNumber('field', value, { byDefault: 1, min: 1, max: 2 }),
    ]) {
      expect(String(thrownBy(read))).toMatch(/^Error: field (?!.*hunter2)/);
    }
  }
  expect(
    [undefined, null, [], {}, 'a', 1, 1.5, Number.NaN, -Infinity, 1n, Symbol(), true].map(kindOf),
  ).toEqual([
    'missing',
    'null',
    'a list',
    'an object',
    'a text',
    'another number',
    'a fraction',
    'NaN',
    'infinite',
    'a bigint',
    'a symbol',
    'true or false',
  ]);
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}
