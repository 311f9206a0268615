import { Link } from '@tanstack/react-router';
import { dayAndTime } from '../language/korean-time.js';
import { m } from '../paraglide/messages.js';
import { actorText, momentText, since } from './moment-text.js';
import type { Story } from './story.js';

interface MomentListProps {
  readonly story: Story;
  /** The moment from the link. */
  readonly marked?: string | undefined;
}

/** Everything that happened to an order, on one timeline. */
export function MomentList({ story: { moments, order }, marked }: MomentListProps) {
  const start = order.openedAt;
  return (
    <ol className="moments">
      {moments.map((moment) => (
        <li
          key={moment.id}
          id={moment.id}
          data-bad={moment.bad ? '' : undefined}
          data-actor={moment.actor}
          aria-current={moment.id === marked ? 'true' : undefined}
        >
          <Link
            to="/orders/$orderId"
            params={{ orderId: order.orderId }}
            search={{ moment: moment.id }}
            className="moment-time"
            title={m.moment_link({ time: dayAndTime(moment.at) })}
          >
            {since(start, moment.at)}
          </Link>
          <span className="moment-actor">{actorText(moment.actor)}</span>
          <span className="moment-text">{momentText(moment)}</span>
          <Details detail={moment.detail} />
        </li>
      ))}
    </ol>
  );
}

/** The raw message, for users who want to see it. */
function Details({ detail }: { readonly detail: Readonly<Record<string, unknown>> }) {
  const { real: _, call: __, deviceId: ___, ...shown } = detail;
  if (Object.keys(shown).length === 0) return null;
  return (
    <details>
      <summary>JSON</summary>
      <pre>{JSON.stringify(shown, null, 2)}</pre>
    </details>
  );
}
