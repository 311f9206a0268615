import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { read } from '../api/client.js';
import type { Order } from '../api/order.js';
import type { LogEvent } from '../api/world.js';
import { Badge } from '../design/badge.js';
import { Empty } from '../design/empty.js';
import { Page } from '../design/page.js';
import { won } from '../language/format.js';
import { dayAndTime } from '../language/korean-time.js';
import { merged } from '../live/live-world.js';
import { useWireEvents } from '../live/use-live.js';
import type { WireEvent } from '../live/wire-event.js';
import { stateWord } from '../orders/order-words.js';
import { useProductBySku } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';
import { LedgerForm } from './ledger-form.js';
import { logMoments } from './log-moments.js';
import type { Moment } from './moment.js';
import { MomentList } from './moment-list.js';
import { PurchaseMenu, subjectOf } from './purchase-menu.js';
import { StageTrack } from './stage-track.js';
import { storyOf } from './story.js';
import { VerdictNotice } from './verdict.js';
import './timeline.css';

const NONE: readonly Moment[] = [];

/** `GET /api/orders/:orderId/timeline` */
interface OrderTimeline {
  readonly order: Order;
  readonly events: readonly LogEvent[];
  readonly wire: readonly WireEvent[];
}

/** One order: its state, and all its moments. The address contains the order and the moment. */
export function OrderPage() {
  const { orderId } = useParams({ from: '/orders/$orderId' });
  const { moment } = useSearch({ from: '/orders/$orderId' });
  const { data, error } = useQuery(read<OrderTimeline>(`/orders/${encodeURIComponent(orderId)}/timeline`));
  const events = useWireEvents();
  const [ledger, setLedger] = useState(NONE);
  const story = useMemo(() => {
    const others = data && [...logMoments(data.events), ...ledger];
    return data && storyOf(data.order, merged(data.wire, events), others);
  }, [data, events, ledger]);
  const order = data?.order;
  const isShown = story !== undefined;
  useEffect(() => {
    if (isShown && moment !== undefined) document.getElementById(moment)?.scrollIntoView({ block: 'center' });
  }, [moment, isShown]);
  if (error !== null)
    return (
      <Page title={m.order()}>
        <Empty title={m.no_such_order()}>{orderId}</Empty>
      </Page>
    );
  if (order === undefined || story === undefined) return <Page title={m.order()}>{null}</Page>;
  return (
    <Page
      title={m.order()}
      lead={<span className="mono">{orderId}</span>}
      side={<PurchaseMenu subject={subjectOf(order)} />}
    >
      <div className="stack">
        <VerdictNotice story={story} />
        <section className="card">
          <OrderFacts order={order} />
          <div className="card-body" style={{ borderTop: '1px solid var(--line)' }}>
            <StageTrack story={story} />
          </div>
        </section>
        <section className="card" aria-label={m.moments()}>
          <div className="card-head">
            <h2 className="grow">{m.moments()}</h2>
            <LedgerForm onMoments={setLedger} />
          </div>
          <MomentList story={story} marked={moment} />
        </section>
      </div>
    </Page>
  );
}

function OrderFacts({ order }: { readonly order: Order }) {
  const product = useProductBySku().get(order.sku);
  const state = stateWord(order);
  return (
    <dl className="facts card-body">
      <dt>{m.state()}</dt>
      <dd className="row">
        <Badge tone={state.tone}>{state.text}</Badge> <span className="quiet mono">{order.state}</span>
      </dd>
      <dt>{m.product()}</dt>
      <dd>
        {product?.name} <span className="quiet mono">{order.sku}</span>
      </dd>
      <dt>{m.user()}</dt>
      <dd className="mono">{order.userKey}</dd>
      <dt>{m.sale_price()}</dt>
      <dd>{won(order.amount)}</dd>
      <dt>{m.store()}</dt>
      <dd>{order.store === 'APP_STORE' ? 'App Store' : 'Google Play'}</dd>
      <dt>{m.opened_at()}</dt>
      <dd>{dayAndTime(order.openedAt)}</dd>
    </dl>
  );
}
