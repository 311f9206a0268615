import { useMemo, useState } from 'react';
import { DeedButton } from '../actions/deed-button.js';
import { ReasonDialog } from '../actions/reason-dialog.js';
import type { RefundRow } from '../api/payment.js';
import { Button } from '../design/button.js';
import type { Column } from '../design/data-table.js';
import { Modal } from '../design/modal.js';
import { day } from '../language/korean-time.js';
import { language } from '../language/language.js';
import { approveRefundDeed, rejectRefundDeed } from '../orders/order-deeds.js';
import { reasonText } from '../orders/order-words.js';
import { m } from '../paraglide/messages.js';
import { idColumn, menuColumn, priceColumn, productColumn, timeColumn } from '../payments/row-columns.js';
import type { ShownRefundTab } from './refund-tab.js';

/** 환불 요청사유 */
export const reasonColumn = (): Column<RefundRow> => ({
  id: 'reason',
  header: m.refund_reason(),
  cell: ({ row: { original } }) => reasonText(original.reason),
});

/** For the menu of a row. */
const subjectOf = ({ reason: _, ...row }: RefundRow) => ({
  ...row,
  ...(row.tab === 'completed' && { refundedAt: row.decidedAt ?? row.requestedAt }),
  isRefundOpen: row.decider !== undefined,
});

/** The columns of a tab, as in the source. */
export function useRefundColumns(tab: ShownRefundTab): readonly Column<RefundRow>[] {
  const now = language();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads are texts
  return useMemo(
    () => [
      idColumn(),
      timeColumn('requested', m.refund_requested_at(), ({ requestedAt }) => requestedAt),
      reasonColumn(),
      productColumn(),
      priceColumn(),
      ...OWN[tab](),
      menuColumn(subjectOf),
    ],
    [tab, now],
  );
}

/** What differs from tab to tab. */
const OWN: Readonly<Record<ShownRefundTab, () => readonly Column<RefundRow>[]>> = {
  requested: () => [
    { id: 'reject', header: m.refund_reject(), cell: ({ row: { original } }) => <Reject row={original} /> },
    {
      id: 'approve',
      header: m.refund_approve(),
      cell: ({ row: { original } }) => <DeedButton deed={approveRefundDeed(original)} kind="primary" />,
    },
  ],
  approved: () => [timeColumn('approved', m.refund_approved_at(), ({ approvedAt }) => approvedAt, day)],
  rejected: () => [
    timeColumn('rejected', m.refund_rejected_at(), ({ decidedAt }) => decidedAt, day),
    {
      id: 'why',
      header: m.reject_reason(),
      cell: ({ row: { original } }) => <RejectReason row={original} />,
    },
  ],
  completed: () => [timeColumn('completed', m.refunded_at(), ({ decidedAt }) => decidedAt, day)],
};

function Reject({ row }: { readonly row: RefundRow }) {
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
        deed={(reason) => rejectRefundDeed(row, 'PARTNER', reason)}
      />
    </>
  );
}

function RejectReason({ row }: { readonly row: RefundRow }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="plain" size="small" onClick={() => setOpen(true)}>
        {m.reject_reason_show()}
      </Button>
      <Modal title={m.reject_reason()} open={open} onClose={() => setOpen(false)}>
        <p style={{ marginTop: 12 }}>{row.rejectReason}</p>
        <p className="quiet">
          {row.rejectedBy === 'STORE' ? m.rejected_by_store() : m.rejected_by_partner()}
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
