import { type Clock, createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerHarness } from '../../test/support/ledger-harness.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { ScriptedPartner } from '../../test/support/scripted-partner.js';
import { sqliteHarness } from '../../test/support/sqlite-harness.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import type { SqliteTransaction } from '../sqlite/sqlite-transaction.js';
import { createFulfillment } from './create-fulfillment.js';

/** Time passes without any timer firing, as in a busy process or on a machine that was asleep. */
function clockWithoutTimers(clock: ManualClock): Clock {
  return {
    now: clock.now,
    sleep: (_milliseconds, signal) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  };
}

describe('a late grant while no timer fires', () => {
  let harness: LedgerHarness<SqliteTransaction>;
  let clock: ManualClock;
  const orderId = createOrderId();
  const partner = new ScriptedPartner().say(orderId, {});

  beforeEach(async () => {
    harness = await sqliteHarness();
    clock = new ManualClock();
  });
  afterEach(() => harness.close());

  const grant = (store: LedgerStore<SqliteTransaction>, during: () => void) =>
    createFulfillment({
      partner,
      store,
      clock: clockWithoutTimers(clock),
      onGrant: async (tx, order) => {
        await harness.addItem(tx, order);
        during();
      },
      onRevoke: harness.removeItem,
    }).grant({ orderId, userKey: 'user-1', deadline: clock.now() + 5_000 });

  it('is rolled back when the time is up before the commit', async () => {
    const result = await grant(harness.store, () => clock.advance(5_000));
    expect(result).toEqual({ outcome: 'pending', orderId, reason: 'DEADLINE' });
    expect(await harness.items()).toEqual([]);
  });

  it('is not reported as granted when the time is up after the commit, and is found by the next call', async () => {
    const slow: LedgerStore<SqliteTransaction> = {
      transaction: async (work, limits) => {
        const result = await harness.store.transaction(work, limits);
        clock.advance(5_000);
        return result;
      },
      read: (work) => harness.store.read(work),
      migrate: () => harness.store.migrate(),
      health: () => harness.store.health(),
      close: () => harness.store.close(),
    };
    expect(await grant(slow, () => undefined)).toMatchObject({ outcome: 'pending', reason: 'DEADLINE' });
    expect(await harness.items()).toHaveLength(1);
    expect((await grant(harness.store, () => undefined)).outcome).toBe('already_granted');
  });

  it('is not even started when the deadline has passed', async () => {
    const asked = partner.asked.length;
    clock.advance(1);
    const late = createFulfillment({
      partner,
      store: harness.store,
      clock,
      onGrant: () => {},
      onRevoke: () => {},
    });
    const result = await late.grant({ orderId, userKey: 'user-1', deadline: clock.now() });
    expect(result).toMatchObject({ outcome: 'pending', reason: 'DEADLINE' });
    expect(partner.asked).toHaveLength(asked);
  });
});
