import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { Order } from '../api/order.js';
import { Button } from '../design/button.js';
import { DataTable } from '../design/data-table.js';
import { Empty } from '../design/empty.js';
import { Icon } from '../design/icons.js';
import { Page } from '../design/page.js';
import { Pages } from '../design/pages.js';
import { count } from '../language/format.js';
import { useProductBySku } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';
import { PeriodField, usualPeriod } from '../payments/period.js';
import { useSandboxNow } from '../shell/sandbox-time.js';
import { downloadSheet } from '../spreadsheet/download.js';
import { useRefundColumns } from './refund-columns.js';
import { refundSheet } from './refund-sheet.js';
import { REFUND_TABS, tabText } from './refund-tab.js';
import { StoreDesk } from './store-desk.js';
import { useRefunds } from './use-refunds.js';

const PAGE_SIZE = 20;
const NONE: readonly Order[] = [];

/** 환불 내역: four tabs, as the platform's console has them, and beneath them the store's own desk. */
export function RefundsPage() {
  const search = useSearch({ from: '/refunds' });
  const navigate = useNavigate();
  const change = (changes: object) =>
    void navigate({
      to: '/refunds',
      search: (before) => ({ ...before, page: 1, ...changes }),
      replace: true,
    });
  const usual = usualPeriod(useSandboxNow()?.now ?? Date.now());
  const { tab = 'requested', q = '', page = 1, from = usual.from, to = usual.to } = search;
  const found = useRefunds({ tab, q, from, to });
  const columns = useRefundColumns(tab);
  const products = useProductBySku();
  const orders = found ?? NONE;
  const pages = Math.max(1, Math.ceil(orders.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  return (
    <Page title={m.refunds()} lead={m.refunds_lead()}>
      <div className="stack">
        <section className="card" aria-label={m.refunds()}>
          <nav className="tabs" aria-label={m.refunds()}>
            {REFUND_TABS.map((each) => (
              <Link
                key={each}
                to="/refunds"
                search={(before) => ({ ...before, tab: each, page: 1 })}
                className="tab"
                data-active={each === tab ? '' : undefined}
                aria-current={each === tab ? 'page' : undefined}
                activeOptions={{ exact: true, includeSearch: true }}
              >
                {tabText(each)}
              </Link>
            ))}
          </nav>
          <div className="toolbar">
            <PeriodField period={{ from, to }} onChange={change} />
            <input
              className="input search"
              type="search"
              aria-label={m.search_payment()}
              placeholder={m.search_payment()}
              value={q}
              onChange={({ target }) => change({ q: target.value })}
            />
            <span className="end">
              <Button
                kind="outline"
                onClick={() => void downloadSheet(refundSheet(tab, orders, products, { from, to }))}
              >
                <Icon name="download" size={16} />
                {m.download_excel()}
              </Button>
            </span>
          </div>
          <DataTable
            label={tabText(tab)}
            columns={columns}
            rows={orders.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE)}
            rowId={({ orderId }) => orderId}
            empty={found && <Empty title={m.no_refunds()} />}
          />
          <div className="table-foot">
            <span>{m.total({ count: count(orders.length) })}</span>
            <Pages page={shown} pages={pages} onPage={(next) => change({ page: next })} />
          </div>
        </section>
        <StoreDesk />
      </div>
    </Page>
  );
}
