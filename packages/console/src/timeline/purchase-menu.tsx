import { useNavigate } from '@tanstack/react-router';
import { DeedMenu, type MenuEntry } from '../actions/deed-menu.js';
import { say } from '../actions/say.js';
import { asCurl } from '../api/call.js';
import type { Order } from '../api/order.js';
import {
  advanceDeed,
  approvePaymentDeed,
  askRefundDeeds,
  buyAgainDeed,
  isRefundable,
  killDeed,
  recordPaymentDeed,
  refundDeed,
} from '../orders/order-deeds.js';
import { m } from '../paraglide/messages.js';
import { asTest } from './as-test.js';

const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => say(m.copied(), 'done'));

/** What can be done to a purchase, and to the next one like it. */
export function PurchaseMenu({ order }: { readonly order: Order }) {
  const navigate = useNavigate();
  const again = buyAgainDeed(order);
  const entries: readonly MenuEntry[] = [
    ...refundEntries(order),
    ...(order.reason === 'PAYMENT_PENDING' ? [{ deed: approvePaymentDeed(order) }] : []),
    ...(order.recorded === false ? [{ deed: recordPaymentDeed(order) }] : []),
    { deed: killDeed(order, 'killed-after-payment') },
    { deed: killDeed(order, 'killed-after-grant') },
    {
      label: m.next_fault(),
      run: () => void navigate({ to: '/faults', search: { user: order.userKey, sku: order.sku } }),
    },
    { deed: advanceDeed('30 seconds', m.plus_30_s()) },
    'line',
    { deed: again },
    { label: m.copy_curl(), run: () => copy(asCurl(again.call)) },
    { label: m.copy_test(), run: () => copy(asTest(order)) },
    { label: m.copy_order_id(), run: () => copy(order.orderId) },
  ];
  return <DeedMenu label={order.orderId} entries={entries} />;
}

function refundEntries(order: Order): readonly MenuEntry[] {
  if (!isRefundable(order)) return [];
  const asks = order.refund?.decider === undefined ? askRefundDeeds(order).map((deed) => ({ deed })) : [];
  return [{ deed: refundDeed(order), tone: 'bad' }, ...asks, 'line'];
}
