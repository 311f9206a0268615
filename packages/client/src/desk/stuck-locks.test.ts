import { afterEach, describe, expect, it, vi } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';

type Use = () => Promise<void>;

/** A lock manager that answers nothing while it is stuck, not even an abort, and then goes through what it was asked. */
function stuckLocks() {
  const asked: Use[] = [];
  const signals: AbortSignal[] = [];
  let last: Promise<void> = Promise.resolve();
  const manager = {
    isStuck: true,
    /** What each request can be taken back with. */
    signals,
    request: (_: string, { signal }: { signal: AbortSignal }, use: Use) => {
      signals.push(signal);
      if (manager.isStuck) return new Promise<void>(() => asked.push(use));
      last = last.then(use);
      return last;
    },
    recover() {
      manager.isStuck = false;
      for (const use of asked.splice(0)) last = last.then(use);
    },
  };
  return manager;
}

/** A page whose lock manager is stuck. */
function stuck() {
  const locks = stuckLocks();
  vi.stubGlobal('document', {});
  vi.stubGlobal('navigator', { locks });
  return { locks, ...lab() };
}

const grant = async () => true;

afterEach(() => vi.unstubAllGlobals());

describe('a lock manager that does not answer', () => {
  it('ends every tap within a second with an error that says so, and opens no sheet in any tab', async () => {
    const { iap, bridge, clock, start, locks } = stuck();
    const other = start();
    for (let tap = 0; tap < 3; tap++) {
      const outcomes = [iap, other.iap].map((tab) => tab.purchase(SKU, { grant, buyAgain: true }));
      await clock.advance(1_000);
      for (const outcome of outcomes) {
        const { error } = (await outcome) as { error: { code: string; developerMessage: string } };
        expect(error).toMatchObject({ code: 'ORDER_UNRESOLVED', retryable: true });
        expect(error.developerMessage).toMatch(/navigator\.locks does not answer/);
      }
    }
    expect([...bridge.sheets, ...other.bridge.sheets]).toEqual([]);
    expect(clock.sleepers).toBe(0);
    // Each request was taken back: a manager that only was slow does not keep a queue of them.
    expect(locks.signals.map(({ aborted }) => aborted)).toEqual(Array(6).fill(true));
  });

  it('ends a recovery, which leaves the order to the next one', async () => {
    const { iap, clock, pending, locks } = stuck();
    pending.set(ORDER, SKU);
    const report = iap.recover({ grant });
    await clock.advance(1_000);
    expect((await report).orders).toMatchObject([{ orderId: ORDER, status: 'busy' }]);
    locks.recover();
    expect((await iap.recover({ grant })).orders).toMatchObject([{ orderId: ORDER, status: 'granted' }]);
  });

  it('is no longer in the way once it answers: what was asked meanwhile holds nothing', async () => {
    const { iap, bridge, clock, start, locks } = stuck();
    const other = start();
    for (let tap = 0; tap < 3; tap++) {
      const outcome = iap.purchase(SKU, { grant });
      await clock.advance(1_000);
      await outcome;
    }
    locks.recover();
    const outcome = iap.purchase(SKU, { grant });
    await settled();
    expect(bridge.sheets).toHaveLength(1);
    const refused = other.iap.purchase(SKU, { grant });
    await clock.advance(1_000);
    expect(await refused).toMatchObject({ error: { code: 'PURCHASE_IN_PROGRESS' } });
    bridge.sheet.fail('USER_CANCELED');
    await outcome;
    await settled();
    void other.iap.purchase(SKU, { grant });
    await settled();
    expect(other.bridge.sheets).toHaveLength(1);
  });

  it('that gets stuck while a sheet is open keeps the second tab out, however long the user takes', async () => {
    const { iap, bridge, clock, start, locks } = stuck();
    locks.isStuck = false;
    void iap.purchase(SKU, { grant });
    await settled();
    locks.isStuck = true;
    const other = start();
    for (let minute = 0; minute < 4; minute++) {
      const refused = other.iap.purchase(SKU, { grant, buyAgain: true });
      await clock.advance(60_000);
      expect(await refused).toMatchObject({ status: 'failed' });
    }
    expect([bridge.sheets.length, other.bridge.sheets.length]).toEqual([1, 0]);
  });
});
