import { useState } from 'react';
import type { Deed } from '../actions/act.js';
import { DeedButton } from '../actions/deed-button.js';
import type { WebhookDelivery, Webhooks } from '../api/world.js';
import { Badge } from '../design/badge.js';
import { Choice } from '../design/choice.js';
import { Field } from '../design/field.js';
import { m } from '../paraglide/messages.js';

type Scheme = 'none' | 'basic' | 'bearer';

const registerDeed = (url: string, scheme: Scheme, value: string): Deed => ({
  label: m.webhook_register(),
  call: {
    method: 'PUT',
    path: '/webhooks',
    body: { url, ...(scheme !== 'none' && { authorization: { scheme, value } }) },
  },
  done: m.webhook_registered(),
});

const unregisterDeed = (): Deed => ({
  label: m.webhook_unregister(),
  call: { method: 'DELETE', path: '/webhooks' },
  done: m.webhook_unregistered(),
});

/** Sends a webhook once more. */
export const redeliverDeed = ({ id }: WebhookDelivery): Deed => ({
  label: m.webhook_again(),
  call: { method: 'POST', path: `/webhooks/deliveries/${encodeURIComponent(id)}/redelivery` },
  done: m.webhook_sent(),
});

/** The URL of the partner's backend. It has to pass its verification before anything is sent. */
export function TargetCard({ target }: { readonly target: Webhooks['target'] }) {
  const [url, setUrl] = useState(target?.url ?? '');
  const [scheme, setScheme] = useState<Scheme>(target?.authorization ?? 'none');
  const [value, setValue] = useState('');
  return (
    <section className="card" aria-labelledby="target">
      <div className="card-head">
        <h2 id="target">{m.webhook_url()}</h2>
        {target && (
          <Badge tone={target.active ? 'good' : 'warn'}>
            {target.active ? m.webhook_active() : m.webhook_unverified()}
          </Badge>
        )}
      </div>
      <div className="card-body stack">
        <Field label="URL" hint={m.webhook_url_hint()}>
          {(ids) => (
            <input
              {...ids}
              className="input mono"
              type="url"
              placeholder="http://127.0.0.1:3000/webhooks/toss"
              value={url}
              onChange={({ target: field }) => setUrl(field.value)}
            />
          )}
        </Field>
        <div className="row wrap">
          <Choice
            label="Authorization"
            value={scheme}
            options={[
              ['none', m.webhook_no_header()],
              ['basic', 'Basic'],
              ['bearer', 'Bearer'],
            ]}
            onChange={setScheme}
          />
          {scheme !== 'none' && (
            <input
              className="input mono"
              style={{ width: 240 }}
              aria-label={m.webhook_secret()}
              placeholder={m.webhook_secret()}
              value={value}
              onChange={({ target: field }) => setValue(field.value)}
            />
          )}
        </div>
        <div className="row wrap">
          <DeedButton
            deed={registerDeed(url, scheme, value)}
            kind="primary"
            size="usual"
            disabled={url === '' || (scheme !== 'none' && value === '')}
          />
          {target && <DeedButton deed={unregisterDeed()} size="usual" />}
        </div>
      </div>
    </section>
  );
}
