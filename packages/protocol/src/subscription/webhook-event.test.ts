import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANGE_REASONS, isKnownChangeReason } from './change-reason.js';
import {
  isRegistrationVerification,
  isSubscriptionStatusChanged,
  type SubscriptionStatusChanged,
  webhookEventSchema,
  webhookSubscriptionStateSchema,
} from './webhook-event.js';

const state = { status: 'ACTIVE', accessGranted: true, expiresAt: '2026-01-01T00:00:00Z', autoRenew: true };
const changed = {
  eventType: 'subscription.status_changed',
  eventVersion: '1.0',
  occurredAt: '2025-12-01T00:00:00Z',
  orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0',
  sku: 's',
  changeReason: 'RENEWED',
  subscription: { previous: state, current: state },
};

describe('a webhook event', () => {
  it('that verifies a registration is accepted unchanged', () => {
    const event = { eventType: 'callback.registration_verification', occurredAt: '2025-12-01T00:00:00Z' };
    const parsed = webhookEventSchema.parse(event);
    expect(parsed).toEqual(event);
    expect(isRegistrationVerification(parsed)).toBe(true);
    expect(isSubscriptionStatusChanged(parsed)).toBe(false);
  });

  it.each([...CHANGE_REASONS, 'SOMETHING_NEW'])(
    'with the reason %s is accepted unchanged',
    (changeReason) => {
      const event = { ...changed, changeReason, trace: 't' };
      const parsed = webhookEventSchema.parse(event);
      expect(parsed).toEqual(event);
      expect(isSubscriptionStatusChanged(parsed)).toBe(true);
      expect(isRegistrationVerification(parsed)).toBe(false);
    },
  );

  it('about a new subscription has no state before it', () => {
    for (const subscription of [{ current: state }, { previous: null, current: state }]) {
      expect(webhookEventSchema.parse({ ...changed, subscription })).toMatchObject({ subscription });
    }
  });

  it('of an unknown type is kept, and counts as neither', () => {
    const event = { eventType: 'subscription.price_changed', anything: [1] };
    const parsed = webhookEventSchema.parse(event);
    expect(parsed).toEqual(event);
    expect(isSubscriptionStatusChanged(parsed)).toBe(false);
    expect(isRegistrationVerification(parsed)).toBe(false);
  });

  it.each([
    undefined,
    null,
    [],
    {},
    { eventType: 3 },
    { eventType: 'subscription.status_changed' },
    { ...changed, occurredAt: 1 },
    { ...changed, orderId: '' },
    { ...changed, occurredAt: undefined },
    { ...changed, subscription: {} },
    { ...changed, subscription: { current: { ...state, accessGranted: 'yes' } } },
  ])('is refused, and not treated as an unknown type, when it is %j', (value) => {
    expect(webhookEventSchema.safeParse(value).success).toBe(false);
  });
});

describe('a webhook event with odd fields', () => {
  it('is read as a registration, whatever else it holds', () => {
    const event = { eventType: 'callback.registration_verification', occurredAt: 7 };
    expect(isRegistrationVerification(webhookEventSchema.parse(event))).toBe(true);
  });

  it('about a change keeps order, time and state, whatever the other fields hold', () => {
    const junk = fc.jsonValue();
    const notAState = junk.filter((value) => !webhookSubscriptionStateSchema.safeParse(value).success);
    fc.assert(
      fc.property(
        fc.record({ eventVersion: junk, sku: junk, changeReason: junk, trace: junk }),
        fc.record({ expiresAt: junk, autoRenew: junk }),
        notAState,
        (odd, times, previous) => {
          const current = { status: 'ACTIVE', accessGranted: true, ...times };
          const parsed = webhookEventSchema.parse({
            ...changed,
            ...odd,
            subscription: { previous, current },
          });
          expect(parsed).toMatchObject({ orderId: changed.orderId, occurredAt: changed.occurredAt });
          const { subscription, changeReason } = parsed as SubscriptionStatusChanged;
          expect(subscription.previous ?? undefined).toBeUndefined();
          expect(subscription.current).toMatchObject({ status: 'ACTIVE', accessGranted: true });
          expect(typeof changeReason).toBe('string');
          expect(typeof (subscription.current.expiresAt ?? '')).toBe('string');
          expect(typeof (subscription.current.autoRenew ?? true)).toBe('boolean');
        },
      ),
    );
  });
});

describe('isKnownChangeReason', () => {
  it('knows the list and nothing else', () => {
    expect(CHANGE_REASONS.every(isKnownChangeReason)).toBe(true);
    expect(isKnownChangeReason('renewed')).toBe(false);
  });
});
