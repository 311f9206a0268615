import type { Versions } from '../api/version.js';
import { Badge } from '../design/badge.js';
import { Empty } from '../design/empty.js';
import { Icon } from '../design/icons.js';
import { dayAndTime } from '../language/korean-time.js';
import { m } from '../paraglide/messages.js';
import { personWordOf } from './release-words.js';

/** The live version, since when it is live, and who released it. */
export function LiveCard({ live }: { readonly live: Versions['live'] | undefined }) {
  return (
    <section className="card" aria-labelledby="live">
      <div className="card-head">
        <h2 id="live" className="grow">
          {m.release_live()}
        </h2>
        {live && <Badge tone="good">{m.release_live_now()}</Badge>}
      </div>
      {live === undefined ? (
        <Empty title={m.release_nothing_live()}>{m.release_nothing_live_hint()}</Empty>
      ) : (
        <div className="card-body stack">
          <dl className="facts">
            <dt>{m.version()}</dt>
            <dd>
              <strong>{live.version}</strong>
            </dd>
            <dt>{m.release_since()}</dt>
            <dd>{dayAndTime(live.since)}</dd>
            <dt>{m.release_by()}</dt>
            <dd>{personWordOf(live.by)}</dd>
          </dl>
          <p className="quiet">{m.release_live_hint()}</p>
          <div>
            <a className="button" data-kind="outline" href={live.url} target="_blank" rel="noreferrer">
              <Icon name="link" size={16} />
              {m.release_open_live()}
            </a>
          </div>
        </div>
      )}
    </section>
  );
}
