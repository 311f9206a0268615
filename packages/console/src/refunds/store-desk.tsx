import { useMemo, useState } from 'react';
import { DeedButton } from '../actions/deed-button.js';
import { ReasonDialog } from '../actions/reason-dialog.js';
import type { Order } from '../api/order.js';
import { Button } from '../design/button.js';
import { type Column, DataTable } from '../design/data-table.js';
import { language } from '../language/language.js';
import { completeRefundDeed, rejectRefundDeed } from '../orders/order-deeds.js';
import { useProductBySku } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';
import {
  idColumn,
  priceColumn,
  productColumn,
  reasonColumn,
  timeColumn,
} from '../payments/payment-columns.js';
import { useRefundOrders } from './use-refunds.js';

/** What Google Play or the App Store has to decide: here you are the store. The platform's console has no such desk. */
export function StoreDesk() {
  const orders = useRefundOrders()?.filter(({ refund }) => refund?.decider === 'STORE') ?? [];
  const columns = useColumns();
  if (orders.length === 0) return null;
  return (
    <section className="card" aria-label={m.store_desk()}>
      <div className="card-head">
        <h2>{m.store_desk()}</h2>
        <p className="quiet">{m.store_desk_lead()}</p>
      </div>
      <DataTable
        label={m.store_desk()}
        columns={columns}
        rows={orders}
        rowId={({ orderId }) => orderId}
        empty={null}
      />
    </section>
  );
}

function useColumns(): readonly Column<Order>[] {
  const products = useProductBySku();
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
      timeColumn('requested', m.refund_requested_at(), ({ refund }) => refund?.requestedAt),
      reasonColumn(),
      productColumn(products),
      priceColumn(),
      { id: 'decide', header: m.decision(), cell: ({ row: { original } }) => <Decide order={original} /> },
    ],
    [products, now],
  );
}

function Decide({ order }: { readonly order: Order }) {
  const [asking, setAsking] = useState(false);
  return (
    <span className="row">
      <Button kind="outline" size="small" onClick={() => setAsking(true)}>
        {m.refund_store_reject()}
      </Button>
      <DeedButton deed={completeRefundDeed(order)} />
      <ReasonDialog
        title={m.refund_store_reject()}
        open={asking}
        onClose={() => setAsking(false)}
        deed={(reason) => rejectRefundDeed(order, 'STORE', reason)}
      />
    </span>
  );
}
