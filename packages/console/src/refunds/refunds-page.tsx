import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { RefundRow } from '../api/payment.js';
import { DataTable } from '../design/data-table.js';
import { Empty } from '../design/empty.js';
import { Page } from '../design/page.js';
import { SearchField } from '../design/search-field.js';
import { TableFoot } from '../design/table-foot.js';
import { m } from '../paraglide/messages.js';
import { PeriodField, useUsualPeriod } from '../payments/period.js';
import { downloadSheet } from '../spreadsheet/download.js';
import { DownloadButton } from '../spreadsheet/download-button.js';
import { MarketRequests } from './market-requests.js';
import { useRefundColumns } from './refund-columns.js';
import { refundSheet } from './refund-sheet.js';
import { SHOWN_REFUND_TABS, type ShownRefundTab, tabText } from './refund-tab.js';
import { allRefunds, useRefunds } from './use-refunds.js';

const PAGE_SIZE = 20;
const NONE: readonly RefundRow[] = [];

/** 환불 내역: the four tabs of the platform's console, and below them the decisions of the app market. */
export function RefundsPage() {
  const usual = useUsualPeriod();
  const search = useSearch({ from: '/refunds' });
  const { tab = 'requested', q = '', page = 1, from = usual.from, to = usual.to } = search;
  const navigate = useNavigate();
  const change = (changes: object) =>
    void navigate({
      to: '/refunds',
      search: (before) => ({ ...before, page: 1, ...changes }),
      replace: true,
    });
  const asked = { tab, search: q, from, to };
  const found = useRefunds(asked, page, PAGE_SIZE);
  const columns = useRefundColumns(tab);
  const download = async () => downloadSheet(refundSheet(tab, await allRefunds(asked), { from, to }));
  return (
    <Page title={m.refunds()} lead={m.refunds_lead()}>
      <div className="stack">
        <section className="card" aria-label={m.refunds()}>
          <Tabs tab={tab} counts={found?.tabs} />
          <div className="toolbar">
            <PeriodField period={{ from, to }} onChange={change} />
            <SearchField label={m.search_payment()} value={q} onChange={(text) => change({ q: text })} />
            <span className="end">
              <DownloadButton onDownload={download} />
            </span>
          </div>
          <DataTable
            label={tabText(tab)}
            columns={columns}
            rows={found?.refunds ?? NONE}
            rowId={({ number }) => String(number)}
            empty={found && <Empty title={m.no_refunds()} />}
          />
          <TableFoot
            total={found?.total ?? 0}
            page={page}
            pages={found?.pages ?? 1}
            onPage={(next) => change({ page: next })}
          />
        </section>
        <MarketRequests />
      </div>
    </Page>
  );
}

interface TabsProps {
  readonly tab: ShownRefundTab;
  readonly counts: Readonly<Record<ShownRefundTab, number>> | undefined;
}

function Tabs({ tab, counts }: TabsProps) {
  return (
    <nav className="tabs" aria-label={m.refunds()}>
      {SHOWN_REFUND_TABS.map((each) => (
        <Link
          key={each}
          to="/refunds"
          search={(before) => ({ ...before, tab: each, page: 1 })}
          className="tab"
          data-active={each === tab ? '' : undefined}
          aria-current={each === tab ? 'page' : undefined}
        >
          {tabText(each)}
          {counts && <span className="quiet">{counts[each]}</span>}
        </Link>
      ))}
    </nav>
  );
}
