import { useNavigate } from '@tanstack/react-router';
import { DeedMenu, type MenuEntry } from '../actions/deed-menu.js';
import { say } from '../actions/say.js';
import { asCurl } from '../api/call.js';
import type { Order } from '../api/order.js';
import { send } from '../api/send.js';
import {
  advanceDeed,
  approvePaymentDeed,
  askRefundDeeds,
  buyAgainDeed,
  killDeed,
  recordPaymentDeed,
  refundDeed,
} from '../orders/order-deeds.js';
import { m } from '../paraglide/messages.js';
import { asTest } from './as-test.js';

/** What the menu needs to know about a purchase. An order and a row of a list both have it. */
export interface MenuSubject extends Pick<Order, 'orderId' | 'userKey' | 'sku' | 'store'> {
  readonly paidAt?: number;
  readonly refundedAt?: number;
  readonly recorded?: boolean;
  readonly reason?: string;
  /** Whether a refund request has to be decided. */
  readonly isRefundOpen: boolean;
}

/** The same for an order. */
export const subjectOf = (order: Order): MenuSubject => ({
  ...order,
  isRefundOpen: order.refund?.decider !== undefined,
});

const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => say(m.copied(), 'done'));

/** The actions on a purchase, and on the next one like it. */
export function PurchaseMenu({ subject }: { readonly subject: MenuSubject }) {
  const navigate = useNavigate();
  const { orderId, userKey, sku } = subject;
  const again = buyAgainDeed(subject);
  const entries: readonly MenuEntry[] = [
    ...refundEntries(subject),
    ...(subject.reason === 'PAYMENT_PENDING' ? [{ deed: approvePaymentDeed(subject) }] : []),
    ...(subject.recorded === false ? [{ deed: recordPaymentDeed(subject) }] : []),
    { deed: killDeed(subject, 'killed-after-payment') },
    { deed: killDeed(subject, 'killed-after-grant') },
    { label: m.next_fault(), run: () => void navigate({ to: '/faults', search: { user: userKey, sku } }) },
    { deed: advanceDeed('30 seconds', m.plus_30_s()) },
    'line',
    { deed: again },
    { label: m.copy_curl(), run: () => copy(asCurl(again.call)) },
    { label: m.copy_test(), run: () => void copyTest(orderId) },
    { label: m.copy_order_id(), run: () => copy(orderId) },
  ];
  return <DeedMenu label={orderId} entries={entries} />;
}

function refundEntries(subject: MenuSubject): readonly MenuEntry[] {
  if (subject.paidAt === undefined || subject.refundedAt !== undefined) return [];
  const asks = subject.isRefundOpen ? [] : askRefundDeeds(subject).map((deed) => ({ deed }));
  return [{ deed: refundDeed(subject), tone: 'bad' }, ...asks, 'line'];
}

/** A row of a list does not know how the purchase went. The order does. */
async function copyTest(orderId: string): Promise<void> {
  copy(asTest(await send<Order>({ method: 'GET', path: `/orders/${encodeURIComponent(orderId)}` })));
}
