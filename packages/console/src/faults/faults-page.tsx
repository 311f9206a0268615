import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { DeedButton } from '../actions/deed-button.js';
import { read } from '../api/client.js';
import type { ArmedFault, FaultKind } from '../api/world.js';
import { Badge } from '../design/badge.js';
import { Empty } from '../design/empty.js';
import { Page } from '../design/page.js';
import { language } from '../language/language.js';
import { m } from '../paraglide/messages.js';
import { clearFaultsDeed, disarmDeed } from './fault-deeds.js';
import { FaultForm } from './fault-form.js';
import './faults.css';

const PLACES = ['purchase', 'bridge', 'order-status', 'webhook', 'tls'] as const;

const placeText = (place: FaultKind['place']) =>
  ({
    purchase: m.place_purchase,
    bridge: m.place_bridge,
    'order-status': m.place_status,
    webhook: m.place_webhook,
    tls: m.place_tls,
  })[place]();

/** The armed faults, and the catalogue. */
export function FaultsPage() {
  const { user = '', sku = '', fault } = useSearch({ from: '/faults' });
  const navigate = useNavigate();
  const catalogue =
    useQuery(read<{ catalogue: readonly FaultKind[] }>('/faults/catalogue')).data?.catalogue ?? [];
  const armed = useQuery(read<{ faults: readonly ArmedFault[] }>('/faults')).data?.faults ?? [];
  const chosen = catalogue.find(({ name }) => name === fault);
  const choose = (name: string | undefined) =>
    void navigate({
      to: '/faults',
      search: ({ fault: _, ...rest }) => ({ ...rest, ...(name && { fault: name }) }),
    });
  return (
    <Page title={m.faults()} lead={m.faults_lead()}>
      <div className="stack">
        <ArmedFaults armed={armed} catalogue={catalogue} />
        {PLACES.map((place) => (
          <section key={place} className="card" aria-label={placeText(place)}>
            <h2 className="card-head">{placeText(place)}</h2>
            <ul className="faults">
              {catalogue
                .filter((kind) => kind.place === place)
                .map((kind) => (
                  <li key={kind.name}>
                    <button type="button" className="fault" onClick={() => choose(kind.name)}>
                      <span className="fault-text">{kind[language()]}</span>
                      <span className="quiet mono">{kind.name}</span>
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      {chosen && <FaultForm kind={chosen} user={user} sku={sku} onClose={() => choose(undefined)} />}
    </Page>
  );
}

interface ArmedFaultsProps {
  readonly armed: readonly ArmedFault[];
  readonly catalogue: readonly FaultKind[];
}

function ArmedFaults({ armed, catalogue }: ArmedFaultsProps) {
  return (
    <section className="card" aria-labelledby="armed">
      <div className="card-head">
        <h2 className="grow" id="armed">
          {m.armed({ count: armed.length })}
        </h2>
        {armed.length > 0 && <DeedButton deed={clearFaultsDeed()} />}
      </div>
      {armed.length === 0 && <Empty title={m.nothing_armed()}>{m.nothing_armed_hint()}</Empty>}
      <ul className="armed">
        {armed.map((fault) => {
          const { id, name, struck, times = 1, ...rest } = fault;
          const text = catalogue.find((kind) => kind.name === name)?.[language()] ?? name;
          return (
            <li key={id}>
              <span className="grow">
                <strong>{text}</strong> <span className="quiet mono">{name}</span>
                <br />
                <span className="row wrap">
                  {Object.entries(rest).map(([field, value]) => (
                    <Badge key={field}>
                      {field}: {String(value)}
                    </Badge>
                  ))}
                  <span className="quiet">
                    {m.struck({ struck, times: times === 'always' ? '∞' : String(times) })}
                  </span>
                </span>
              </span>
              <DeedButton deed={disarmDeed(fault)} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
