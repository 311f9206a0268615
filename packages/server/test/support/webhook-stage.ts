import { createOrderId } from '@ait-iap/protocol';
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import { findSubscriptions } from '../../src/ledger/subscriptions.js';
import {
  createWebhookHandler,
  type WebhookHandler,
  type WebhookHandlerOptions,
  type WebhookReport,
} from '../../src/webhooks/create-webhook-handler.js';
import type { SubscriptionChange } from '../../src/webhooks/subscription-change.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ManualClock } from './manual-clock.js';
import { ScriptedPartner } from './scripted-partner.js';

export const USER = 'user-1';
export const SKU = 'premium.monthly';
const AUTHORIZATION = { scheme: 'Bearer', value: 'agreed' } as const;

/** An instant on the first day of the tests. */
export const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();

/** The state of a subscription; `ACTIVE` and `IN_GRACE_PERIOD` are the ones that give access. */
export const state = (status: string, accessGranted = true) => ({
  status,
  accessGranted,
  expiresAt: '2026-02-01T00:00:00Z',
  autoRenew: true,
});

/** A backend that takes webhooks, one subscription that a user bought, and what was told of it. */
export class WebhookStage<Tx> {
  readonly partner = new ScriptedPartner();
  readonly clock = new ManualClock();
  readonly orderId = createOrderId();
  readonly told: SubscriptionChange[] = [];
  readonly reports: WebhookReport[] = [];
  /** While it is true, the application cannot take a change. */
  failing = false;
  /** What the application's callback answers. */
  answer: unknown = undefined;

  constructor(readonly harness: LedgerHarness<Tx>) {
    this.partner.say(this.orderId, { sku: SKU }, USER);
  }

  get outcomes(): string[] {
    return this.reports.map(({ outcome }) => outcome);
  }

  fulfillment() {
    const { partner, clock, harness } = this;
    const { store, addItem: onGrant, removeItem: onRevoke } = harness;
    return createFulfillment({ partner, store, clock, onGrant, onRevoke });
  }

  handler(overrides: Partial<WebhookHandlerOptions<Tx>> = {}): WebhookHandler {
    return createWebhookHandler<Tx>({
      store: this.harness.store,
      authorization: AUTHORIZATION,
      clock: this.clock,
      onSubscriptionChanged: (_tx, change) => {
        if (this.failing) throw new Error('no room');
        this.told.push(change);
        return this.answer;
      },
      onEvent: (report) => this.reports.push(report),
      onError: () => undefined,
      ...overrides,
    });
  }

  request(body: unknown, headers: Record<string, string> = {}): Request {
    return new Request('https://partner.test/webhooks/subscription', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer agreed', ...headers },
      body:
        typeof body === 'string' || Buffer.isBuffer(body)
          ? new Uint8Array(Buffer.from(body))
          : JSON.stringify(body),
    });
  }

  change(changeReason: string, minute: number, overrides: Record<string, unknown> = {}) {
    return {
      eventType: 'subscription.status_changed',
      eventVersion: '1.0',
      occurredAt: at(minute),
      orderId: this.orderId,
      sku: SKU,
      changeReason,
      subscription: { current: state('ACTIVE') },
      ...overrides,
    };
  }

  /** The state of the subscription that the ledger holds for the newest. */
  async known() {
    const [known] = await this.harness.store.read((ledger) => findSubscriptions(ledger, [this.orderId]));
    if (known === undefined) return undefined;
    const { orderId: _, ...state } = known;
    return state;
  }
}
