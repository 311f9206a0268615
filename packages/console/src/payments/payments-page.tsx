import { useNavigate, useSearch } from '@tanstack/react-router';
import { PAYMENT_STATES, type Payment } from '../api/payment.js';
import { Choice } from '../design/choice.js';
import { DataTable } from '../design/data-table.js';
import { Empty } from '../design/empty.js';
import { Page } from '../design/page.js';
import { SearchField } from '../design/search-field.js';
import { TableFoot } from '../design/table-foot.js';
import { day, dayAndTime } from '../language/korean-time.js';
import { paymentWord } from '../orders/order-words.js';
import { m } from '../paraglide/messages.js';
import { downloadSheet } from '../spreadsheet/download.js';
import { DownloadButton } from '../spreadsheet/download-button.js';
import { usePaymentColumns } from './payment-columns.js';
import { PeriodField, useUsualPeriod } from './period.js';
import { allPayments, type PaymentSearch, usePayments } from './use-payments.js';

const PAGE_SIZE = 20;
const NONE: readonly Payment[] = [];

/** 결제 내역: payments and their states. */
export function PaymentsPage() {
  const usual = useUsualPeriod();
  const {
    q = '',
    state = 'all',
    page = 1,
    from = usual.from,
    to = usual.to,
  } = useSearch({ from: '/payments' });
  const navigate = useNavigate();
  const change = (changes: object) =>
    void navigate({
      to: '/payments',
      search: (before) => ({ ...before, page: 1, ...changes }),
      replace: true,
    });
  const asked: PaymentSearch = { search: q, from, to, ...(state !== 'all' && { state }) };
  const found = usePayments(asked, page, PAGE_SIZE);
  const columns = usePaymentColumns();
  return (
    <Page title={m.payments()} lead={m.payments_lead()}>
      <section className="card" aria-label={m.payments()}>
        <div className="toolbar">
          <PeriodField period={{ from, to }} onChange={change} />
          <Choice
            label={m.state()}
            prefix={m.state()}
            none="all"
            value={state}
            options={[
              ['all', m.filter_all()],
              ...PAYMENT_STATES.map((each) => [each, paymentWord(each).text] as const),
            ]}
            onChange={(value) => change({ state: value })}
          />
          <SearchField label={m.search_payment()} value={q} onChange={(text) => change({ q: text })} />
          <span className="end">
            <DownloadButton onDownload={() => download(asked)} />
          </span>
        </div>
        <DataTable
          label={m.payments()}
          columns={columns}
          rows={found?.payments ?? NONE}
          rowId={({ orderId }) => orderId}
          empty={found && <Empty title={m.no_payments()} />}
        />
        <TableFoot
          total={found?.total ?? 0}
          page={page}
          pages={found?.pages ?? 1}
          onPage={(next) => change({ page: next })}
        />
      </section>
    </Page>
  );
}

/** 엑셀 다운로드: all found rows, not only this page. */
async function download(asked: PaymentSearch): Promise<void> {
  const payments = await allPayments(asked);
  await downloadSheet({
    name: `${m.payments()} ${asked.from}~${asked.to}`,
    heads: [m.transaction_id(), m.paid_at(), m.product(), m.sale_price(), m.state(), m.refunded_at()],
    rows: payments.map(({ orderId, paidAt, productName, amount, state, refundedAt }) => [
      orderId,
      dayAndTime(paidAt),
      productName,
      amount,
      paymentWord(state).text,
      refundedAt === undefined ? undefined : day(refundedAt),
    ]),
  });
}
