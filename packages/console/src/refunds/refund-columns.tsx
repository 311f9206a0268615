import { useMemo, useState } from 'react';
import { DeedButton } from '../actions/deed-button.js';
import { ReasonDialog } from '../actions/reason-dialog.js';
import type { Order } from '../api/order.js';
import { Button } from '../design/button.js';
import type { Column } from '../design/data-table.js';
import { Modal } from '../design/modal.js';
import { day } from '../language/korean-time.js';
import { language } from '../language/language.js';
import { approveRefundDeed, rejectRefundDeed } from '../orders/order-deeds.js';
import { useProductBySku } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';
import {
  idColumn,
  menuColumn,
  priceColumn,
  productColumn,
  reasonColumn,
  timeColumn,
} from '../payments/payment-columns.js';
import type { RefundTab } from './refund-tab.js';

/** The columns of a tab, as the source has them. */
export function useRefundColumns(tab: RefundTab): readonly Column<Order>[] {
  const products = useProductBySku();
  const now = language();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads are texts
  return useMemo(
    () => [
      idColumn(),
      timeColumn('requested', m.refund_requested_at(), ({ refund }) => refund?.requestedAt),
      reasonColumn(),
      productColumn(products),
      priceColumn(),
      ...OWN[tab](),
      menuColumn(),
    ],
    [tab, products, now],
  );
}

/** What differs from tab to tab. */
const OWN: Readonly<Record<RefundTab, () => readonly Column<Order>[]>> = {
  requested: () => [
    { id: 'reject', header: m.refund_reject(), cell: ({ row: { original } }) => <Reject order={original} /> },
    {
      id: 'approve',
      header: m.refund_approve(),
      cell: ({ row: { original } }) => <DeedButton deed={approveRefundDeed(original)} kind="primary" />,
    },
  ],
  approved: () => [timeColumn('approved', m.refund_approved_at(), ({ refund }) => refund?.approvedAt, day)],
  rejected: () => [
    timeColumn('rejected', m.refund_rejected_at(), ({ refund }) => refund?.decidedAt, day),
    {
      id: 'why',
      header: m.reject_reason(),
      cell: ({ row: { original } }) => <RejectReason order={original} />,
    },
  ],
  completed: () => [timeColumn('completed', m.refunded_at(), ({ refundedAt }) => refundedAt, day)],
};

function Reject({ order }: { readonly order: Order }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button kind="danger" size="small" onClick={() => setAsking(true)}>
        {m.refund_reject()}
      </Button>
      <ReasonDialog
        title={m.refund_reject()}
        open={asking}
        onClose={() => setAsking(false)}
        deed={(reason) => rejectRefundDeed(order, 'PARTNER', reason)}
      />
    </>
  );
}

function RejectReason({ order: { refund } }: { readonly order: Order }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="plain" size="small" onClick={() => setOpen(true)}>
        {m.reject_reason_show()}
      </Button>
      <Modal title={m.reject_reason()} open={open} onClose={() => setOpen(false)}>
        <p style={{ marginTop: 12 }}>{refund?.rejectReason}</p>
        <p className="quiet">
          {refund?.rejectedBy === 'STORE' ? m.rejected_by_store() : m.rejected_by_partner()}
        </p>
        <div className="buttons">
          <Button kind="primary" onClick={() => setOpen(false)}>
            {m.close()}
          </Button>
        </div>
      </Modal>
    </>
  );
}
