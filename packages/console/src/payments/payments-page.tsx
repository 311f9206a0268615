import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Order } from '../api/order.js';
import { Button } from '../design/button.js';
import { Choice } from '../design/choice.js';
import { DataTable } from '../design/data-table.js';
import { Empty } from '../design/empty.js';
import { Icon } from '../design/icons.js';
import { Page } from '../design/page.js';
import { Pages } from '../design/pages.js';
import { count } from '../language/format.js';
import { day, dayAndTime } from '../language/korean-time.js';
import { PAYMENT_STATES, paymentState, paymentWord } from '../orders/order-words.js';
import { useProductBySku } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';
import { useSandboxNow } from '../shell/sandbox-time.js';
import { downloadSheet } from '../spreadsheet/download.js';
import { usePaymentColumns } from './payment-columns.js';
import { PeriodField, usualPeriod } from './period.js';
import { allPayments, type PaymentQuery, usePayments } from './use-payments.js';

const PAGE_SIZE = 20;

/** 결제 내역: what was paid, and what became of it. */
export function PaymentsPage() {
  const search = useSearch({ from: '/payments' });
  const navigate = useNavigate();
  const change = (changes: object) =>
    void navigate({
      to: '/payments',
      search: (before) => ({ ...before, page: 1, ...changes }),
      replace: true,
    });
  const now = useSandboxNow()?.now ?? Date.now();
  const usual = usualPeriod(now);
  const { q = '', state = 'all', page = 1, from = usual.from, to = usual.to } = search;
  const asked: PaymentQuery = { q, from, to, page, size: PAGE_SIZE, ...(state !== 'all' && { state }) };
  const found = usePayments(asked);
  const columns = usePaymentColumns();
  const pages = Math.max(1, Math.ceil((found?.total ?? 0) / PAGE_SIZE));
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
          <input
            className="input search"
            type="search"
            aria-label={m.search_payment()}
            placeholder={m.search_payment()}
            value={q}
            onChange={({ target }) => change({ q: target.value })}
          />
          <span className="end">
            <ExcelButton asked={asked} />
          </span>
        </div>
        <DataTable
          label={m.payments()}
          columns={columns}
          rows={found?.orders ?? NONE}
          rowId={({ orderId }) => orderId}
          empty={found && <Empty title={m.no_payments()} />}
        />
        <div className="table-foot">
          <span>{m.total({ count: count(found?.total ?? 0) })}</span>
          <Pages page={page} pages={pages} onPage={(next) => change({ page: next })} />
        </div>
      </section>
    </Page>
  );
}

const NONE: readonly Order[] = [];

/** 엑셀 다운로드: everything that was found, not only this page. */
function ExcelButton({ asked }: { readonly asked: PaymentQuery }) {
  const products = useProductBySku();
  const download = async () => {
    const orders = await allPayments(asked);
    await downloadSheet({
      name: `${m.payments()} ${asked.from}~${asked.to}`,
      heads: [m.transaction_id(), m.paid_at(), m.product(), m.sale_price(), m.state(), m.refunded_at()],
      rows: orders.map((order) => [
        order.orderId,
        dayAndTime(order.paidAt ?? order.openedAt),
        products.get(order.sku)?.name ?? order.sku,
        order.amount,
        paymentWord(paymentState(order)).text,
        order.refundedAt === undefined ? undefined : day(order.refundedAt),
      ]),
    });
  };
  return (
    <Button kind="outline" onClick={() => void download()}>
      <Icon name="download" size={16} />
      {m.download_excel()}
    </Button>
  );
}
