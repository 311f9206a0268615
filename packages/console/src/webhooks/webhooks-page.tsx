import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { DeedButton } from '../actions/deed-button.js';
import { read } from '../api/client.js';
import type { WebhookDelivery, Webhooks } from '../api/world.js';
import { Badge, type Tone } from '../design/badge.js';
import { type Column, DataTable } from '../design/data-table.js';
import { Empty } from '../design/empty.js';
import { Page } from '../design/page.js';
import { dayAndTime } from '../language/korean-time.js';
import { language } from '../language/language.js';
import { m } from '../paraglide/messages.js';
import { ScenariosCard } from './scenarios-card.js';
import { redeliverDeed, TargetCard } from './target-card.js';

const NONE: readonly WebhookDelivery[] = [];

const STATES: Readonly<Record<WebhookDelivery['state'], readonly [() => string, Tone]>> = {
  waiting: [m.webhook_waiting, 'warn'],
  delivered: [m.webhook_delivered, 'good'],
  failed: [m.webhook_failed, 'bad'],
};

/** The webhook URL, and all webhooks with their attempts. */
export function WebhooksPage() {
  const { data } = useQuery(read<Webhooks>('/webhooks'));
  const columns = useColumns();
  const deliveries = useMemo(() => data?.deliveries.toReversed() ?? NONE, [data]);
  return (
    <Page title={m.webhooks()} lead={m.webhooks_lead()}>
      <div className="stack">
        {data && <TargetCard key={data.target?.url} target={data.target} />}
        {data && <ScenariosCard isListening={data.target?.active === true} />}
        <section className="card" aria-labelledby="deliveries">
          <h2 className="card-head" id="deliveries" style={{ borderBottom: 0 }}>
            {m.deliveries()}
          </h2>
          <DataTable
            label={m.deliveries()}
            columns={columns}
            rows={deliveries}
            rowId={({ id }) => id}
            empty={data && <Empty title={m.no_deliveries()}>{m.no_deliveries_hint()}</Empty>}
          />
        </section>
      </div>
    </Page>
  );
}

function useColumns(): readonly Column<WebhookDelivery>[] {
  const now = language();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads are texts
  return useMemo(
    () => [
      {
        id: 'id',
        header: m.delivery(),
        cell: ({ row: { original } }) => <span className="mono">{original.id}</span>,
      },
      {
        id: 'what',
        header: m.event(),
        cell: ({ row: { original } }) => original.body.changeReason ?? original.body.eventType,
      },
      {
        id: 'order',
        header: m.order(),
        cell: ({ row: { original } }) =>
          original.body.orderId && (
            <Link to="/orders/$orderId" params={{ orderId: original.body.orderId }} className="mono">
              {original.body.orderId.slice(0, 13)}…
            </Link>
          ),
      },
      {
        id: 'state',
        header: m.state(),
        cell: ({ row: { original } }) => {
          const [text, tone] = STATES[original.state];
          return <Badge tone={tone}>{text()}</Badge>;
        },
      },
      {
        id: 'attempts',
        header: m.attempts(),
        cell: ({ row: { original } }) => (
          <span title={original.attempts.map(({ at }) => dayAndTime(at)).join('\n')}>
            {original.attempts.map(({ status, error }) => status ?? error).join(', ')}
          </span>
        ),
      },
      {
        id: 'next',
        header: m.next_attempt(),
        cell: ({ row: { original } }) => (original.nextAt === undefined ? '' : dayAndTime(original.nextAt)),
      },
      {
        id: 'again',
        header: m.more(),
        cell: ({ row: { original } }) => <DeedButton deed={redeliverDeed(original)} />,
      },
    ],
    [now],
  );
}
