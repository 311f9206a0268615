import type { LocalizedText } from '@ait-iap/protocol';
import type { Sandbox } from '../../sandbox/sandbox.js';

/** The user and product of a story. */
export interface Cast {
  readonly sandbox: Sandbox;
  readonly userKey: string;
  /** A subscription that renews every month. */
  readonly sku: string;
}

/** The story of one subscription, told to a partner's webhook. */
export interface Scenario extends LocalizedText {
  /** The change reasons of its webhooks, in order. */
  readonly tells: readonly string[];
  /** Plays it to the end. @returns the id of the order */
  play(cast: Cast): Promise<string>;
}

/** A little more than a month, which brings one renewal. */
const MONTH = '32 days';

async function subscribed({ sandbox, userKey, sku }: Cast, offerId?: string): Promise<string> {
  const { orderId } = sandbox.console.purchase({ userKey, sku, ...(offerId !== undefined && { offerId }) });
  await sandbox.idle();
  return orderId;
}

async function later({ sandbox }: Cast, by: string): Promise<void> {
  await sandbox.clock.advance(by);
  await sandbox.idle();
}

/** Every scenario, by name. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  renews: {
    ko: '구독하고 두 번 갱신돼요',
    en: 'subscribed, and renewed twice',
    tells: ['CREATED', 'RENEWED', 'RENEWED'],
    async play(cast) {
      const orderId = await subscribed(cast);
      await later(cast, MONTH);
      await later(cast, MONTH);
      return orderId;
    },
  },
  'payment-recovers': {
    ko: '갱신 결제가 실패했다가 다시 돼요',
    en: 'a renewal cannot be paid, and is in the grace period',
    tells: ['CREATED', 'ENTERED_GRACE_PERIOD', 'RECOVERED'],
    async play(cast) {
      const { console } = cast.sandbox;
      const orderId = await subscribed(cast);
      console.setPaymentMethod(cast.userKey, 'declined');
      await later(cast, MONTH);
      console.setPaymentMethod(cast.userKey, 'works');
      await cast.sandbox.idle();
      return orderId;
    },
  },
  'payment-fails': {
    ko: '갱신 결제가 끝내 실패해요',
    en: 'a renewal is never paid',
    tells: ['CREATED', 'ENTERED_GRACE_PERIOD', 'ON_HOLD', 'EXPIRED'],
    async play(cast) {
      const orderId = await subscribed(cast);
      cast.sandbox.console.setPaymentMethod(cast.userKey, 'declined');
      await later(cast, '150 days');
      return orderId;
    },
  },
  canceled: {
    ko: '사용자가 갱신을 끄고 기간이 끝나요',
    en: 'the user switches the renewal off, and the period ends',
    tells: ['CREATED', 'AUTO_RENEW_DISABLED', 'EXPIRED'],
    async play(cast) {
      const orderId = await subscribed(cast);
      cast.sandbox.console.setAutoRenew(orderId, false);
      await later(cast, MONTH);
      return orderId;
    },
  },
  refunded: {
    ko: '스토어가 환불하고 이용을 막아요',
    en: 'the store pays back',
    tells: ['CREATED', 'REVOKED'],
    async play(cast) {
      const orderId = await subscribed(cast);
      cast.sandbox.refund(orderId);
      await cast.sandbox.idle();
      return orderId;
    },
  },
  'twice-and-late': {
    ko: '웹훅이 두 번, 그리고 순서가 바뀌어 와요',
    en: 'a webhook comes twice, and one is overtaken by the next',
    tells: ['CREATED', 'AUTO_RENEW_DISABLED', 'RESTARTED'],
    async play(cast) {
      const { faults, console } = cast.sandbox;
      faults.arm({ name: 'webhook-twice', userKey: cast.userKey });
      const orderId = await subscribed(cast);
      faults.arm({ name: 'webhook-out-of-order', userKey: cast.userKey });
      console.setAutoRenew(orderId, false);
      await later(cast, '1 second');
      console.setAutoRenew(orderId, true);
      await later(cast, '2 minutes');
      return orderId;
    },
  },
};
