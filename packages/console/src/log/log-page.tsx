import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { CurlButton } from '../actions/deed-button.js';
import { undo } from '../actions/undo.js';
import { query } from '../api/call.js';
import { read } from '../api/client.js';
import type { LogEvent, WorldInfo } from '../api/world.js';
import { Button } from '../design/button.js';
import { Empty } from '../design/empty.js';
import { Page } from '../design/page.js';
import { TableFoot } from '../design/table-foot.js';
import { day, timeOfDay } from '../language/korean-time.js';
import { m } from '../paraglide/messages.js';
import { WorldActions } from './world-actions.js';
import './log.css';

const PAGE_SIZE = 50;

/** All events of the world, the newest first, each with a button to go back to it. */
export function LogPage() {
  const [page, setPage] = useState(1);
  const { data: world } = useQuery(read<WorldInfo>(''));
  const all = world?.events ?? 0;
  const until = Math.max(0, all - (page - 1) * PAGE_SIZE);
  const after = Math.max(0, until - PAGE_SIZE);
  const path = `/events${query({ after, limit: Math.max(1, until - after) })}`;
  const { data } = useQuery({ ...read<{ events: readonly LogEvent[] }>(path), enabled: all > 0 });
  const events = data?.events.toReversed() ?? [];
  return (
    <Page title={m.log()} lead={m.log_lead()}>
      <div className="stack">
        <WorldActions />
        <section className="card" aria-label={m.log()}>
          {world !== undefined && all === 0 && <Empty title={m.nothing_found()} />}
          <ol className="log">
            {events.map((event) => (
              <Entry key={event.seq} event={event} isLast={event.seq === all} />
            ))}
          </ol>
          <TableFoot
            total={all}
            page={page}
            pages={Math.max(1, Math.ceil(all / PAGE_SIZE))}
            onPage={setPage}
          />
        </section>
      </div>
    </Page>
  );
}

function Entry({ event, isLast }: { readonly event: LogEvent; readonly isLast: boolean }) {
  const { seq, at, type, ...rest } = event;
  const orderId = typeof rest.orderId === 'string' ? rest.orderId : undefined;
  const call = { method: 'POST', path: '/undo', body: { event: seq } } as const;
  return (
    <li>
      <span className="quiet">{seq}</span>
      <span className="log-time" title={day(at)}>
        {timeOfDay(at)}
      </span>
      <span className="log-what">
        <strong>{type}</strong>{' '}
        {typeof rest.kind === 'string' && (
          <span className="quiet">
            {rest.kind} {String(rest.id ?? '')}{' '}
          </span>
        )}
        {orderId && (
          <Link to="/orders/$orderId" params={{ orderId }} className="mono">
            {orderId.slice(0, 13)}…
          </Link>
        )}
        <details>
          <summary className="quiet">JSON</summary>
          <pre>{JSON.stringify(rest, null, 2)}</pre>
        </details>
      </span>
      {!isLast && (
        <span className="row">
          <Button kind="plain" size="small" onClick={() => void undo(seq)}>
            {m.back_to_here()}
          </Button>
          <CurlButton call={call} label={m.back_to_here()} />
        </span>
      )}
    </li>
  );
}
