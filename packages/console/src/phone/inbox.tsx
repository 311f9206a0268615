import { useQuery } from '@tanstack/react-query';
import { read } from '../api/client.js';
import { Empty } from '../design/empty.js';
import { Icon } from '../design/icons.js';
import { dayAndTime } from '../language/korean-time.js';
import { m } from '../paraglide/messages.js';

interface Push {
  readonly seq: number;
  readonly at: number;
  readonly text: string;
}

interface Mail {
  readonly at: number;
  readonly subject: string;
  readonly text: string;
}

/** The pushes of a user. */
export function Inbox({ userKey }: { readonly userKey: string }) {
  const path = `/users/${encodeURIComponent(userKey)}/inbox`;
  const { data } = useQuery(read<{ pushes: readonly Push[] }>(path));
  if (data?.pushes.length === 0) return <Empty title={m.no_pushes()} />;
  return (
    <ul className="phone-list">
      {data?.pushes.map(({ seq, at, text }) => (
        <li key={seq} className="phone-item">
          <Icon name="phone" />
          <span className="grow">
            {text}
            <br />
            <span className="quiet">{dayAndTime(at)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The e-mails to the partner. */
export function Mails() {
  const { data } = useQuery(read<{ mails: readonly Mail[] }>('/mails'));
  return (
    <section className="card" aria-labelledby="mails">
      <h2 className="card-head" id="mails">
        {m.mails()}
      </h2>
      {data?.mails.length === 0 && <Empty title={m.no_mails()} />}
      <ul className="mails">
        {data?.mails.map(({ at, subject, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mail has no other name
          <li key={index}>
            <span className="row">
              <strong className="grow">{subject}</strong>
              <span className="quiet">{dayAndTime(at)}</span>
            </span>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
