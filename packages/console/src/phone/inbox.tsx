import { useQuery } from '@tanstack/react-query';
import { query } from '../api/call.js';
import { read } from '../api/client.js';
import type { LogEvent, WorldInfo } from '../api/world.js';
import { Empty } from '../design/empty.js';
import { Icon } from '../design/icons.js';
import { dayAndTime } from '../language/korean-time.js';
import { m } from '../paraglide/messages.js';

/** As far back as a reader scrolls. */
const LOOKED_AT = 1_000;

/** The pushes that a user got. */
export function Inbox({ userKey }: { readonly userKey: string }) {
  const { data: world } = useQuery(read<WorldInfo>(''));
  const after = Math.max(0, (world?.events ?? 0) - LOOKED_AT);
  const { data } = useQuery({
    ...read<{ events: readonly LogEvent[] }>(`/events${query({ after, limit: LOOKED_AT })}`),
    enabled: world !== undefined,
  });
  const pushes = (data?.events ?? []).filter(
    (event) => event.type === 'UserNotified' && event.userKey === userKey,
  );
  if (data !== undefined && pushes.length === 0) return <Empty title={m.no_pushes()} />;
  return (
    <ul className="phone-list">
      {pushes.toReversed().map(({ seq, at, text }) => (
        <li key={seq} className="phone-item">
          <Icon name="phone" />
          <span className="grow">
            {String(text)}
            <br />
            <span className="quiet">{dayAndTime(at)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
