import { describe, expect, it } from 'vitest';
import { firstOf, SKU, start, USER } from '../../test/support/armed-sandbox.js';
import { buy, statusOf } from '../../test/support/buy.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import { FAULT_CATALOGUE } from './fault-catalogue.js';
import type { FaultSpec } from './fault-spec.js';

describe('the fault book', () => {
  it('strikes once by default, n times, or always', async () => {
    for (const [times, cancels] of [
      [undefined, 1],
      [2, 2],
      ['always', 4],
    ] as const) {
      const { bridge } = start({
        name: 'purchase-error',
        code: 'NETWORK_ERROR',
        ...(times !== undefined && { times }),
      });
      const codes = [];
      for (let tap = 0; tap < 4; tap++) codes.push(await firstOf(bridge));
      expect(codes.filter((code) => code === 'NETWORK_ERROR')).toHaveLength(cancels);
    }
  });

  it('affects only the user, sku and order that it names', async () => {
    const { sandbox, bridge } = start(
      { name: 'purchase-error', userKey: 'somebody-else', times: 'always' },
      { name: 'purchase-error', sku: 'ait.sandbox.consumable-2', code: 'KOREAN_ACCOUNT_ONLY' },
    );
    const orderId = await buy(bridge, SKU).purchased;
    expect(await firstOf(bridge, 'ait.sandbox.consumable-2')).toBe('KOREAN_ACCOUNT_ONLY');
    sandbox.faults.arm({ name: 'order-status-500', orderId: 'another' });
    expect(await statusOf(sandbox, USER, orderId)).toMatchObject({ status: 'PAYMENT_COMPLETED' });
  });

  it('draws its chances from the seed: the same in another world, different with another seed', async () => {
    const run = async (seed: string) => {
      const sandbox = createSandbox({ seed });
      sandbox.faults.arm({ name: 'bridge-throttled', probability: 0.5, times: 'always' });
      const bridge = sandbox.bridge({ userKey: USER });
      const calls = Array.from({ length: 64 }, () =>
        bridge.call('getPendingOrders', []).then(
          () => 1,
          () => 0,
        ),
      );
      return (await Promise.all(calls)).join('');
    };
    const one = await run('one');
    expect(one).toBe(await run('one'));
    expect(one).not.toBe(await run('two'));
    expect(one).toMatch(/01|10/);
  });

  it('writes nothing for a chance that does not strike, and continues with the same luck after an import', async () => {
    const sandbox = createSandbox();
    for (let fault = 0; fault < 25; fault++)
      sandbox.faults.arm({ name: 'order-status-500', probability: 0.002, times: 'always' });
    const orderId = await buy(sandbox.bridge({ userKey: USER }), SKU).purchased;
    const before = sandbox.world.store.lastSeq();
    const copy = createSandbox();
    copy.import(sandbox.export());
    const luck = async (world: typeof sandbox) => {
      const answers: boolean[] = [];
      for (let poll = 0; poll < 100; poll++)
        answers.push((await statusOf(world, USER, orderId)) === undefined);
      return answers;
    };
    const answers = await luck(sandbox);
    const struck = answers.filter(Boolean).length;
    expect(struck).toBeGreaterThan(0);
    expect(struck).toBeLessThan(30);
    expect(sandbox.world.store.lastSeq() - before).toBe(struck);
    expect(await luck(copy)).toEqual(answers);
  });

  it('lists, disarms and clears, and survives an export', () => {
    const { sandbox } = start(
      { name: 'order-status-500' },
      { name: 'order-status-cut' },
      { name: 'webhook-twice' },
    );
    expect(sandbox.faults.disarm('fault-2')).toBe(true);
    expect(sandbox.faults.disarm('fault-2')).toBe(false);
    const copy = createSandbox();
    copy.import(sandbox.export());
    expect(copy.faults.list().map(({ id, name }) => `${id} ${name}`)).toEqual([
      'fault-1 order-status-500',
      'fault-3 webhook-twice',
    ]);
    copy.faults.clear();
    expect(copy.faults.list()).toEqual([]);
  });

  it.each([
    ['name', { name: 'no-such-fault' }],
    ['times', { name: 'purchase-error', times: 0 }],
    ['probability', { name: 'purchase-error', probability: 1.5 }],
    ['delay', { name: 'order-status-late', delay: -1 }],
    ['seconds', { name: 'order-status-500', seconds: 3 }],
    ['seconds', { name: 'order-status-rate-limited', seconds: 1.5 }],
    ['seconds', { name: 'order-status-rate-limited', seconds: 1e9 }],
    ['userKey', { name: 'order-status-500', userKey: '' }],
    ['userKey', { name: 'order-status-500', userKey: 'two words' }],
    ['orderId', { name: 'order-status-500', orderId: 7 }],
    ['code', { name: 'purchase-error', code: 'NOPE' }],
    ['code', { name: 'purchase-error', code: 'constructor' }],
    ['recordedAfter', { name: 'purchase-error', recordedAfter: 5 }],
    ['recordedAfter', { name: 'purchase-error', code: 'NETWORK_ERROR', recordedAfter: 5 }],
    ['recordedAfter', { name: 'purchase-error', code: 'TOSS_SERVER_VERIFICATION_FAILED', recordedAfter: -5 }],
    ['delay', { name: 'pending-list-late', delay: 1e300 }],
    ['delay', { name: 'webhook-late', delay: '5' }],
    ['function', { name: 'bridge-throttled', function: 'getPendingOrder' }],
    ['resultType', { name: 'order-status-fail', resultType: 'SUCCESS' }],
    ['resultType', { name: 'order-status-fail', resultType: 'NOPE' }],
    ['status', { name: 'order-status-unknown-status', status: 'PURCHASED' }],
  ])('refuses an unusable %s and arms nothing', (field, spec) => {
    const { sandbox } = start();
    expect(() => sandbox.faults.arm(spec as FaultSpec)).toThrow(
      expect.objectContaining({ code: 'INVALID_FAULT', field }),
    );
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('does not compile with a parameter that a fault does not take, or with an unknown name', () => {
    const arm = (spec: FaultSpec) => spec;
    arm({ name: 'order-status-rate-limited', seconds: 3 });
    // @ts-expect-error HTTP 500 has no seconds
    arm({ name: 'order-status-500', seconds: 3 });
    // @ts-expect-error there is no such fault
    arm({ name: 'purchase-lost' });
  });

  it('has Korean and English words for every fault', () => {
    for (const { ko, en } of Object.values(FAULT_CATALOGUE))
      expect([ko, en]).toEqual([expect.stringMatching(/[가-힣]/), expect.any(String)]);
  });
});
