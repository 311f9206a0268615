import { describe, expect, it } from 'vitest';
import { buy, grant, statusOf } from '../../test/support/buy.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import { FAULT_CATALOGUE } from './fault-catalogue.js';
import { PURCHASE_SCENARIOS, type PurchaseScenarioName, SCENARIO_GROUPS } from './purchase-scenarios.js';

const SKU = 'ait.sandbox.consumable-1';
const USER = 'user-1';
const ALL = Object.keys(PURCHASE_SCENARIOS) as PurchaseScenarioName[];

/** A phone whose person chooses on the sheet. */
function phone(scenario: PurchaseScenarioName, first = scenario) {
  const sandbox = createSandbox();
  const choices = [first, scenario];
  const payment = () => ({ decision: 'approve', scenario: choices.shift() ?? scenario }) as const;
  return { sandbox, bridge: sandbox.bridge({ userKey: USER, payment }) };
}

describe('a scenario of a purchase', () => {
  it('belongs to one group of the picker, except the scenario without a fault', () => {
    const grouped = SCENARIO_GROUPS.flatMap(({ scenarios }) => scenarios);
    expect(grouped.toSorted()).toEqual(ALL.filter((name) => name !== 'works').toSorted());
  });

  it('exists for every fault of a purchase in the catalogue', () => {
    const reached = new Set(
      ALL.flatMap((name) => PURCHASE_SCENARIOS[name].faults.map((fault) => fault.name)),
    );
    const faults = Object.entries(FAULT_CATALOGUE).filter(([, { place }]) => place === 'purchase');
    expect(faults.map(([name]) => name).filter((name) => !reached.has(name as never))).toEqual([]);
  });

  it.each(ALL)('%s can be armed without changes, and affects only its own order', async (name) => {
    const { sandbox, bridge } = phone('works', name);
    await Promise.race([buy(bridge, SKU).ended, sandbox.idle()]);
    const [order] = sandbox.orders();
    const left = sandbox.faults.list();
    expect(left.every(({ orderId }) => orderId === order?.orderId)).toBe(true);
    const other = sandbox.bridge({ userKey: USER });
    const purchase = buy(other, SKU);
    const orderId = await purchase.purchased;
    await grant(other, orderId, true);
    expect(await purchase.ended).toMatchObject({ type: 'success' });
    expect(await statusOf(sandbox, USER, orderId)).toMatchObject({ status: 'PURCHASED' });
  });

  it.each([
    ['waits-for-approval', 'PAYMENT_PENDING', 0],
    ['network-error', 'NETWORK_ERROR', 0],
    ['unknown-error', 'SOMETHING_NEW', 0],
    ['grant-fails', 'PRODUCT_NOT_GRANTED_BY_PARTNER', 1],
    ['not-recorded', 'TOSS_SERVER_VERIFICATION_FAILED', 1],
    ['store-cannot-verify', 'APP_MARKET_VERIFICATION_FAILED', 1],
  ] as const)('%s ends the purchase with %s', async (name, code, charges) => {
    const { sandbox, bridge } = phone(name);
    expect(await buy(bridge, SKU).ended).toMatchObject({ code });
    expect(sandbox.charges()).toHaveLength(charges);
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('takes precedence over a fault that was armed for any user', async () => {
    const { sandbox, bridge } = phone('grant-fails');
    sandbox.faults.arm({ name: 'purchase-error', code: 'NETWORK_ERROR' });
    expect(await buy(bridge, SKU).ended).toMatchObject({ code: 'PRODUCT_NOT_GRANTED_BY_PARTNER' });
  });

  it('does not draw a second time for a fault with a chance', async () => {
    const sandbox = createSandbox({ seed: 'chance' });
    sandbox.faults.arm({ name: 'purchase-error', probability: 0.5, times: 'always' });
    const bridge = sandbox.bridge({ userKey: USER });
    const outcomes: string[] = [];
    for (let round = 0; round < 60; round += 1) {
      const outcome = buy(bridge, SKU).purchased.then(
        () => 'paid',
        () => 'failed',
      );
      outcomes.push(await outcome);
    }
    // With two draws it would be three in four.
    expect(outcomes.filter((outcome) => outcome === 'failed').length).toBeLessThan(40);
  });

  it('is seen on the wire', async () => {
    const { sandbox, bridge } = phone('closed-after-payment');
    buy(bridge, SKU);
    await sandbox.idle();
    const seen = sandbox.wire.recent({ types: ['sheet.closed', 'fault.struck', 'app.closed'] });
    expect(seen).toMatchObject([
      { type: 'sheet.closed', decision: 'approve', scenario: 'closed-after-payment' },
      { type: 'fault.struck', name: 'killed-after-payment' },
      { type: 'app.closed', why: 'fault' },
    ]);
  });
});
