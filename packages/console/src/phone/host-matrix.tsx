import {
  isFunctionSupported,
  MINIMUM_APP_VERSIONS,
  type Platform,
  type VersionedFeature,
} from '@ait-iap/protocol';
import { useState } from 'react';
import { Badge } from '../design/badge.js';
import { Choice } from '../design/choice.js';
import { m } from '../paraglide/messages.js';
import { PlatformChoice } from './platform-choice.js';

const FEATURES = Object.keys(MINIMUM_APP_VERSIONS) as readonly VersionedFeature[];

/** What each version of the Toss app supports. In older versions a mini-app has to work without it. */
export function HostMatrix() {
  const [platform, setPlatform] = useState<Platform>('android');
  const [environment, setEnvironment] = useState<'toss' | 'sandbox'>('toss');
  const [appVersion, setAppVersion] = useState('5.230.0');
  const can = (feature: VersionedFeature) =>
    isFunctionSupported({ environment, platform, appVersion }, feature);
  const label = m.table_of({ name: m.host_matrix() });
  return (
    <section className="card" aria-labelledby="matrix">
      <div className="card-head">
        <h2 className="grow" id="matrix">
          {m.host_matrix()}
        </h2>
        <PlatformChoice label={m.platform()} value={platform} onChange={setPlatform} />
        <Choice
          label={m.environment()}
          value={environment}
          options={[
            ['toss', 'toss'],
            ['sandbox', 'sandbox'],
          ]}
          onChange={setEnvironment}
        />
        <input
          className="input"
          style={{ width: 110 }}
          aria-label={m.app_version()}
          value={appVersion}
          onChange={({ target }) => setAppVersion(target.value)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className="table-scroll" style={{ borderTop: 0 }} tabIndex={0} aria-label={label}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.function_name()}</th>
              <th scope="col">Android</th>
              <th scope="col">iOS</th>
              <th scope="col">{m.on_this_phone()}</th>
            </tr>
          </thead>
          <tbody>
            {FEATURES.map((feature) => (
              <tr key={feature}>
                <td className="mono">{feature}</td>
                <td>{MINIMUM_APP_VERSIONS[feature].android}</td>
                <td>{MINIMUM_APP_VERSIONS[feature].ios}</td>
                <td>
                  {can(feature) ? (
                    <Badge tone="good">{m.works()}</Badge>
                  ) : (
                    <Badge tone="bad">{m.does_not()}</Badge>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
