import { describe, expect, it } from 'vitest';
import { buy, grant } from '../../../test/support/buy.js';
import { addPeriod } from '../../clock/period.js';
import { createSandbox } from '../../sandbox/create-sandbox.js';
import type { Sandbox } from '../../sandbox/sandbox.js';

const SKU = 'ait.sandbox.subscription-monthly';
const USER = 'user-1';

async function subscribed(
  options: { readonly platform?: 'android' | 'ios'; readonly offerId?: string } = {},
) {
  const { platform = 'android', offerId } = options;
  const sandbox = createSandbox();
  const bridge = sandbox.bridge({ userKey: USER, platform });
  const orderId = await buy(bridge, SKU, { subscription: true, ...(offerId !== undefined && { offerId }) })
    .purchased;
  await grant(bridge, orderId, true);
  const info = async () =>
    ((await bridge.call('getSubscriptionInfo', [{ params: { orderId } }])) as { subscription?: object })
      .subscription;
  return { sandbox, bridge, orderId, info, console: sandbox.console };
}

/** The change reasons so far. */
function changes(sandbox: Sandbox): string[] {
  return [...sandbox.events()].flatMap((event) =>
    event.type === 'SubscriptionChanged' ? [event.changeReason] : [],
  );
}

describe('a subscription', () => {
  it('is bought, has its own id, and renews by itself each month', async () => {
    const { sandbox, orderId, info } = await subscribed();
    expect(await info()).toEqual({
      catalogId: expect.any(Number),
      status: 'ACTIVE',
      expiresAt: '2026-02-01T09:00:00',
      isAutoRenew: true,
      gracePeriodExpiresAt: null,
      isAccessible: true,
    });
    await sandbox.clock.advance('40 days');
    expect(await info()).toMatchObject({ status: 'ACTIVE', expiresAt: '2026-03-01T09:00:00' });
    expect(changes(sandbox)).toEqual(['CREATED', 'RENEWED']);
    expect(sandbox.order(orderId)?.subscription?.payments).toBe(2);
  });

  it('starts with a free trial of the offer, once for each user', async () => {
    const { sandbox, bridge, orderId, info } = await subscribed({ offerId: 'free-week' });
    expect(sandbox.order(orderId)?.amount).toBe(0);
    expect(await info()).toMatchObject({ expiresAt: '2026-01-08T09:00:00' });
    sandbox.console.setAutoRenew(orderId, false);
    await sandbox.clock.advance('8 days');
    expect(await info()).toMatchObject({ status: 'EXPIRED', isAccessible: false });
    expect(await buy(bridge, SKU, { offerId: 'free-week' }).ended).toMatchObject({
      code: 'INVALID_PRODUCT_ID',
    });
    expect(await buy(bridge, SKU, { offerId: 'come-back' }).purchased).toEqual(expect.any(String));
  });

  it('counts its months from the end of a trial, and from the end of an extension', async () => {
    const { sandbox, orderId, info, console } = await subscribed({ offerId: 'free-week' });
    await sandbox.clock.advance('8 days');
    expect(await info()).toMatchObject({ expiresAt: '2026-02-08T09:00:00' });
    console.extendSubscription(orderId, '2 days');
    await sandbox.clock.advance('33 days');
    expect(await info()).toMatchObject({ expiresAt: '2026-03-10T09:00:00' });
  });

  it('is not sold again while it lives', async () => {
    const { sandbox, bridge, orderId } = await subscribed();
    expect(await buy(bridge, SKU, { subscription: true }).ended).toMatchObject({
      code: 'ITEM_ALREADY_OWNED',
    });
    sandbox.console.setAutoRenew(orderId, false);
    await sandbox.clock.advance('31 days');
    expect(await buy(bridge, SKU, { subscription: true }).purchased).not.toBe(orderId);
  });

  it('keeps access in grace, loses it on hold, and expires after thirty days without money', async () => {
    const { sandbox, info, console } = await subscribed();
    console.setPaymentMethod(USER, 'declined');
    await sandbox.clock.advance('31 days');
    expect(await info()).toMatchObject({
      status: 'IN_GRACE_PERIOD',
      isAccessible: true,
      gracePeriodExpiresAt: '2026-02-08T09:00:00',
    });
    await sandbox.clock.advance('7 days');
    expect(await info()).toMatchObject({
      status: 'ON_HOLD',
      isAccessible: false,
      gracePeriodExpiresAt: null,
    });
    await sandbox.clock.advance('30 days');
    expect(await info()).toMatchObject({ status: 'EXPIRED', isAutoRenew: false });
    expect(changes(sandbox)).toEqual(['CREATED', 'ENTERED_GRACE_PERIOD', 'ON_HOLD', 'EXPIRED']);
  });

  it('recovers from grace without a gap, and from hold at the time of the payment', async () => {
    const { sandbox, info, console } = await subscribed();
    console.setPaymentMethod(USER, 'declined');
    await sandbox.clock.advance('33 days');
    console.setPaymentMethod(USER, 'works');
    expect(await info()).toMatchObject({ status: 'ACTIVE', expiresAt: '2026-03-01T09:00:00' });
    console.setPaymentMethod(USER, 'declined');
    await sandbox.clock.advance('40 days');
    expect(await info()).toMatchObject({ status: 'ON_HOLD' });
    console.setPaymentMethod(USER, 'works');
    expect(await info()).toMatchObject({ status: 'ACTIVE', expiresAt: '2026-04-15T09:00:00' });
    expect(changes(sandbox).filter((reason) => reason === 'RECOVERED')).toHaveLength(2);
  });

  it('pauses at the end of the paid period on Google Play and resumes by itself', async () => {
    const { sandbox, orderId, info, console } = await subscribed();
    console.pauseSubscription(orderId, '10 days');
    expect(await info()).toMatchObject({ status: 'ACTIVE' });
    await sandbox.clock.advance('31 days');
    expect(await info()).toMatchObject({ status: 'PAUSED', isAccessible: false });
    await sandbox.clock.advance('10 days');
    expect(await info()).toMatchObject({ status: 'ACTIVE', expiresAt: '2026-03-11T09:00:00' });
    expect(changes(sandbox)).toEqual(['CREATED', 'PAUSED', 'RECOVERED']);
  });

  it('cannot be paused on the App Store', async () => {
    const { orderId, console } = await subscribed({ platform: 'ios' });
    expect(() => console.pauseSubscription(orderId, '10 days')).toThrow('does not offer');
  });

  it.each([
    ['android', 'RESTARTED'],
    ['ios', 'AUTO_RENEW_ENABLED'],
  ] as const)('whose renewal is switched off and on again on %s is %s', async (platform, reason) => {
    const { sandbox, orderId, console } = await subscribed({ platform });
    console.setAutoRenew(orderId, false);
    console.setAutoRenew(orderId, false);
    console.setAutoRenew(orderId, true);
    expect(changes(sandbox)).toEqual(['CREATED', 'AUTO_RENEW_DISABLED', reason]);
  });

  it('can be extended, and ends at once when it is refunded', async () => {
    const { sandbox, orderId, info, console } = await subscribed();
    console.extendSubscription(orderId, '5 days');
    expect(await info()).toMatchObject({ expiresAt: '2026-02-06T09:00:00' });
    sandbox.refund(orderId);
    expect(await info()).toMatchObject({ status: 'REVOKED', isAccessible: false });
    await sandbox.clock.advance('60 days');
    expect(changes(sandbox)).toEqual(['CREATED', 'EXTENDED', 'REVOKED']);
    expect(() => console.setAutoRenew(orderId, true)).toThrow('REVOKED');
  });

  it('of another user, or an order without a subscription, gets an empty answer', async () => {
    const { sandbox, orderId } = await subscribed();
    const other = sandbox.bridge({ userKey: 'user-2' });
    expect(await other.call('getSubscriptionInfo', [{ params: { orderId } }])).toEqual({});
  });
});

describe('a period', () => {
  const at = (text: string) => Date.parse(`${text}T23:30:00+09:00`);

  it('ends on the last day of a short month and comes back to its day', () => {
    const start = at('2026-01-31');
    const first = addPeriod(start, 'P1M', start);
    expect(first).toBe(at('2026-02-28'));
    expect(addPeriod(first, 'P1M', start)).toBe(at('2026-03-31'));
  });

  it('knows leap years, weeks and days', () => {
    expect(addPeriod(at('2024-02-29'), 'P1Y')).toBe(at('2025-02-28'));
    expect(addPeriod(at('2026-01-01'), 'P1W3D')).toBe(at('2026-01-11'));
  });
});
