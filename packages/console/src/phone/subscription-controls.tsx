import { act, type Deed } from '../actions/act.js';
import { CurlButton, DeedButton } from '../actions/deed-button.js';
import type { Order } from '../api/order.js';
import { Toggle } from '../design/toggle.js';
import { day } from '../language/korean-time.js';
import { m } from '../paraglide/messages.js';

const at = ({ orderId }: Order, what: string) => `/subscriptions/${encodeURIComponent(orderId)}/${what}`;

const autoRenewDeed = (order: Order, autoRenew: boolean): Deed => ({
  label: m.auto_renew(),
  call: { method: 'PUT', path: at(order, 'auto-renew'), body: { autoRenew } },
  done: autoRenew ? m.auto_renew_on() : m.auto_renew_off(),
});

const methodDeed = ({ userKey }: Order, state: 'works' | 'declined'): Deed => ({
  label: state === 'works' ? m.card_works() : m.card_declined(),
  call: { method: 'PUT', path: `/users/${encodeURIComponent(userKey)}/payment-method`, body: { state } },
  done: state === 'works' ? m.card_works_done() : m.card_declined_done(),
});

const pauseDeed = (order: Order): Deed => ({
  label: m.pause_month(),
  call: { method: 'POST', path: at(order, 'pause'), body: { duration: '30 days' } },
  done: m.paused_done(),
});

const extendDeed = (order: Order): Deed => ({
  label: m.extend_week(),
  call: { method: 'POST', path: at(order, 'extension'), body: { duration: '7 days' } },
  done: m.extended_done(),
});

/** The actions of the user and of the app market on a subscription. */
export function SubscriptionControls({ order }: { readonly order: Order }) {
  const { subscription } = order;
  if (subscription === undefined) return null;
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{m.subscription()}</dt>
        <dd className="mono">{subscription.status}</dd>
        <dt>{m.expires_at()}</dt>
        <dd>{day(subscription.expiresAt)}</dd>
      </dl>
      <div className="row">
        <span className="grow">{m.auto_renew()}</span>
        <Toggle
          label={m.auto_renew()}
          checked={subscription.autoRenew}
          disabled={subscription.status === 'EXPIRED' || subscription.status === 'REVOKED'}
          onChange={(autoRenew) => void act(autoRenewDeed(order, autoRenew))}
        />
        <CurlButton call={autoRenewDeed(order, !subscription.autoRenew).call} label={m.auto_renew()} />
      </div>
      <div className="row wrap">
        <DeedButton deed={methodDeed(order, 'declined')} />
        <DeedButton deed={methodDeed(order, 'works')} />
        {order.store === 'GOOGLE_PLAY' && <DeedButton deed={pauseDeed(order)} />}
        <DeedButton deed={extendDeed(order)} />
      </div>
    </div>
  );
}
