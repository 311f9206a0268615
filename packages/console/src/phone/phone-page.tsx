import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { query } from '../api/call.js';
import { read } from '../api/client.js';
import type { Order } from '../api/order.js';
import { Empty } from '../design/empty.js';
import { Page } from '../design/page.js';
import { m } from '../paraglide/messages.js';
import { HostMatrix } from './host-matrix.js';
import { Inbox, Mails } from './inbox.js';
import { OrderDetail } from './order-detail.js';
import { OrderList } from './order-list.js';
import './phone.css';

const MOST = 200;

/** The user's phone: what a user sees and can request in the Toss app. */
export function PhonePage() {
  const { user } = useSearch({ from: '/phone' });
  const navigate = useNavigate();
  const { data } = useQuery(read<{ users: readonly string[] }>(`/users${query({ limit: MOST })}`));
  const users = data?.users ?? [];
  const shown = user ?? users[0];
  return (
    <Page title={m.phone()} lead={m.phone_lead()}>
      <div className="stack">
        <div className="phone-page">
          <nav className="card users" aria-label={m.users()}>
            <h2 className="popup-label">{m.users()}</h2>
            {users.map((userKey) => (
              <button
                key={userKey}
                type="button"
                className="popup-item"
                aria-current={userKey === shown ? 'true' : undefined}
                onClick={() => void navigate({ to: '/phone', search: { user: userKey } })}
              >
                <span className="avatar" aria-hidden="true">
                  {userKey.slice(0, 1).toUpperCase()}
                </span>
                {userKey}
              </button>
            ))}
            {data && users.length === 0 && <p className="quiet users-none">{m.no_users()}</p>}
          </nav>
          {shown === undefined ? (
            <section className="card">
              <Empty title={m.no_users()}>{m.no_users_hint()}</Empty>
            </section>
          ) : (
            <TossApp key={shown} userKey={shown} />
          )}
          <Mails />
        </div>
        <HostMatrix />
      </div>
    </Page>
  );
}

/** 주문 내역 and 알림 of one user. */
function TossApp({ userKey }: { readonly userKey: string }) {
  const [side, setSide] = useState<'orders' | 'inbox'>('orders');
  const [opened, setOpened] = useState<string>();
  const { data } = useQuery(read<{ orders: readonly Order[] }>(`/orders${query({ userKey, limit: MOST })}`));
  // The Toss app lists paid orders that Toss has recorded.
  const orders =
    data?.orders.filter(({ paidAt, recorded }) => paidAt !== undefined && recorded !== false) ?? [];
  const order = orders.find(({ orderId }) => orderId === opened);
  return (
    <section className="phone" aria-label={m.phone_of({ user: userKey })}>
      <div className="phone-tabs segments">
        {(['orders', 'inbox'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="segment"
            aria-pressed={side === each}
            onClick={() => setSide(each)}
          >
            {each === 'orders' ? m.toss_orders() : m.inbox()}
          </button>
        ))}
      </div>
      {side === 'inbox' && <Inbox userKey={userKey} />}
      {side === 'orders' && order && <OrderDetail order={order} onBack={() => setOpened(undefined)} />}
      {side === 'orders' && !order && <OrderList orders={orders} onOpen={setOpened} />}
    </section>
  );
}
