import type { LogEvent } from '../api/world.js';
import type { Moment } from './moment.js';

type Reading = Pick<Moment, 'kind' | 'actor'> & Partial<Pick<Moment, 'bad'>>;

/**
 * Events of the log that happen to an order after its payment. The purchase itself is read from the order and the wire.
 */
const READINGS: Readonly<Record<string, (event: LogEvent) => Reading>> = {
  PaymentPended: () => ({ kind: 'pended', actor: 'toss' }),
  PaymentRecorded: () => ({ kind: 'recorded', actor: 'toss' }),
  GrantWindowClosed: () => ({ kind: 'window-closed', actor: 'toss', bad: true }),
  RefundRequested: () => ({ kind: 'refund-requested', actor: 'page' }),
  RefundApproved: () => ({ kind: 'refund-approved', actor: 'partner' }),
  RefundRejected: ({ by }) => ({ kind: 'refund-rejected', actor: by === 'STORE' ? 'store' : 'partner' }),
  OrderRefunded: () => ({ kind: 'refunded', actor: 'store' }),
  SubscriptionChanged: () => ({ kind: 'subscription', actor: 'store' }),
  UserNotified: () => ({ kind: 'push.sent', actor: 'toss' }),
};

/** The moments of an order that survive a restart. */
export function logMoments(events: readonly LogEvent[]): readonly Moment[] {
  return events.flatMap((event) => {
    const reading = READINGS[event.type]?.(event);
    if (reading === undefined) return [];
    const { seq, at, type: _, orderId: __, userKey: ___, ...detail } = event;
    return [{ id: `e${seq}`, at, detail, ...reading }];
  });
}
