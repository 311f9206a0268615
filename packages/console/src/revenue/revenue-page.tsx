import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { read } from '../api/client.js';
import type { MonthRevenue } from '../api/payment.js';
import { type Column, DataTable } from '../design/data-table.js';
import { Empty } from '../design/empty.js';
import { Page } from '../design/page.js';
import { count, won } from '../language/format.js';
import { language } from '../language/language.js';
import { m } from '../paraglide/messages.js';
import { downloadSheet } from '../spreadsheet/download.js';
import { DownloadButton } from '../spreadsheet/download-button.js';
import { MonthBars } from './month-bars.js';

import './revenue.css';

/** 수익: the estimated revenue of each month. */
export function RevenuePage() {
  const { data } = useQuery(read<{ months: readonly MonthRevenue[] }>('/settlements'));
  const months = useMemo(() => data?.months.toReversed(), [data]);
  const columns = useColumns();
  return (
    <Page
      title={m.revenue()}
      lead={m.revenue_lead()}
      side={<DownloadButton onDownload={() => downloadSheet(sheetOf(months ?? []))} />}
    >
      <div className="stack">
        <section className="card card-body" aria-label={m.revenue_by_month()}>
          {months && <MonthBars months={months} />}
        </section>
        <section className="card">
          <DataTable
            label={m.revenue_by_month()}
            columns={columns}
            rows={months ?? NONE}
            rowId={({ month }) => month}
            empty={months && <Empty title={m.no_payments()} />}
          />
        </section>
        <p className="quiet">{m.revenue_estimate()}</p>
      </div>
    </Page>
  );
}

const NONE: readonly MonthRevenue[] = [];

const AMOUNTS = ['paid', 'refunded', 'appMarketFee', 'tossFee', 'tossFeeVat', 'payout'] as const;

const heads = () => ({
  paid: m.paid_sum(),
  refunded: m.refunded_sum(),
  appMarketFee: m.market_fee(),
  tossFee: m.toss_fee(),
  tossFeeVat: m.toss_fee_vat(),
  payout: m.payout(),
});

function useColumns(): readonly Column<MonthRevenue>[] {
  const now = language();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads are texts
  return useMemo(() => {
    const text = heads();
    return [
      { id: 'month', header: m.month(), cell: ({ row: { original } }) => <strong>{original.month}</strong> },
      {
        id: 'payments',
        header: m.payment_count(),
        cell: ({ row: { original } }) => count(original.payments),
        meta: { align: 'end' },
      },
      ...AMOUNTS.map(
        (name): Column<MonthRevenue> => ({
          id: name,
          header: text[name],
          cell: ({ row: { original } }) =>
            name === 'payout' ? <strong>{won(original[name])}</strong> : won(original[name]),
          meta: { align: 'end' },
        }),
      ),
    ];
  }, [now]);
}

function sheetOf(months: readonly MonthRevenue[]) {
  const text = heads();
  return {
    name: m.revenue(),
    heads: [m.month(), m.payment_count(), ...AMOUNTS.map((name) => text[name])],
    rows: months.map((month) => [month.month, month.payments, ...AMOUNTS.map((name) => month[name])]),
  };
}
