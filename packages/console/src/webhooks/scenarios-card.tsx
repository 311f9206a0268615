import { useQuery } from '@tanstack/react-query';
import type { Deed } from '../actions/act.js';
import { DeedButton } from '../actions/deed-button.js';
import { read } from '../api/client.js';
import type { Scenario } from '../api/world.js';
import { language } from '../language/language.js';
import { m } from '../paraglide/messages.js';
import './scenarios.css';

const playDeed = (name: string): Deed => ({
  label: m.scenario_play(),
  call: { method: 'POST', path: `/scenarios/${encodeURIComponent(name)}` },
  done: m.scenario_played(),
});

/** Stories of a subscription for the registered URL, each with its webhooks. */
export function ScenariosCard({ isListening }: { readonly isListening: boolean }) {
  const { data } = useQuery(read<{ scenarios: readonly Scenario[] }>('/scenarios'));
  return (
    <section className="card" aria-labelledby="scenarios">
      <div className="card-head">
        <h2 id="scenarios">{m.scenarios()}</h2>
        <p className="quiet">{isListening ? m.scenarios_lead() : m.scenarios_no_target()}</p>
      </div>
      <ul className="scenarios">
        {data?.scenarios.map((scenario) => (
          <li key={scenario.name} aria-label={scenario[language()]}>
            <span className="grow">
              <strong>{scenario[language()]}</strong>
              <span className="quiet mono">{scenario.tells.join(' → ')}</span>
            </span>
            <DeedButton deed={playDeed(scenario.name)} disabled={!isListening} />
          </li>
        ))}
      </ul>
    </section>
  );
}
