import { useMemo, useState } from 'react';
import { DeedButton } from '../actions/deed-button.js';
import { ReasonDialog } from '../actions/reason-dialog.js';
import type { RefundRow } from '../api/payment.js';
import { Button } from '../design/button.js';
import { type Column, DataTable } from '../design/data-table.js';
import { language } from '../language/language.js';
import { completeRefundDeed, rejectRefundDeed } from '../orders/order-deeds.js';
import { m } from '../paraglide/messages.js';
import { idColumn, priceColumn, productColumn, timeColumn } from '../payments/row-columns.js';
import { reasonColumn } from './refund-columns.js';
import { useRefunds } from './use-refunds.js';

const SHOWN = 50;
const NONE: readonly RefundRow[] = [];

/** What Google Play or the App Store has to decide: here you are the store. The platform's console has no such list. */
export function MarketRequests() {
  const alone = useRefunds({ tab: 'store' }, 1, SHOWN)?.refunds ?? NONE;
  const approved = useRefunds({ tab: 'approved' }, 1, SHOWN)?.refunds ?? NONE;
  const rows = useMemo(() => [...alone, ...approved], [alone, approved]);
  const columns = useColumns();
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-label={m.market_requests()}>
      <div className="card-head">
        <h2>{m.market_requests()}</h2>
        <p className="quiet">{m.market_requests_lead()}</p>
      </div>
      <DataTable
        label={m.market_requests()}
        columns={columns}
        rows={rows}
        rowId={({ number }) => String(number)}
        empty={null}
      />
    </section>
  );
}

function useColumns(): readonly Column<RefundRow>[] {
  const now = language();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads are texts
  return useMemo(
    () => [
      idColumn(),
      {
        id: 'store',
        header: m.store(),
        cell: ({ row: { original } }) => (original.store === 'APP_STORE' ? 'App Store' : 'Google Play'),
      },
      timeColumn('requested', m.refund_requested_at(), ({ requestedAt }) => requestedAt),
      reasonColumn(),
      productColumn(),
      priceColumn(),
      { id: 'decide', header: m.decision(), cell: ({ row: { original } }) => <Decide row={original} /> },
    ],
    [now],
  );
}

function Decide({ row }: { readonly row: RefundRow }) {
  const [asking, setAsking] = useState(false);
  return (
    <span className="row">
      <Button kind="outline" size="small" onClick={() => setAsking(true)}>
        {m.refund_store_reject()}
      </Button>
      <DeedButton deed={completeRefundDeed(row)} />
      <ReasonDialog
        title={m.refund_store_reject()}
        open={asking}
        onClose={() => setAsking(false)}
        deed={(reason) => rejectRefundDeed(row, 'STORE', reason)}
      />
    </span>
  );
}
