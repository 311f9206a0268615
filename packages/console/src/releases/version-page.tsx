import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { read } from '../api/client.js';
import type { BundleFacts, MiniAppVersion } from '../api/version.js';
import { CopyButton } from '../design/copy-button.js';
import { Empty } from '../design/empty.js';
import { Page } from '../design/page.js';
import { fileSize } from '../language/format.js';
import { dayAndTime } from '../language/korean-time.js';
import { useLanguage } from '../language/language.js';
import { m } from '../paraglide/messages.js';
import { personWordOf, stepWordOf } from './release-words.js';
import './releases.css';
import { VersionActions } from './version-actions.js';
import { StateOfVersion } from './version-state.js';

/** The platform's limit of the unpacked size. */
const LIMIT_BYTES = 100_000_000;

/** One version: its bundle, its links, reasons of a rejection, and its history. */
export function VersionPage() {
  const { version: name } = useParams({ from: '/releases/$version' });
  const { data: version, error } = useQuery(read<MiniAppVersion>(`/versions/${encodeURIComponent(name)}`));
  const title = `${m.version()} ${name}`;
  if (error !== null)
    return (
      <Page title={title}>
        <Empty title={m.release_no_such_version()}>
          <Link to="/releases">{m.releases()}</Link>
        </Empty>
      </Page>
    );
  if (version === undefined) return <Page title={title}>{null}</Page>;
  return (
    <Page title={title} lead={version.memo} side={<VersionActions version={version} />}>
      <div className="stack">
        <Refusal version={version} />
        <section className="card" aria-labelledby="bundle">
          <div className="card-head">
            <h2 id="bundle" className="grow">
              {m.release_bundle()}
            </h2>
            <StateOfVersion version={version} />
          </div>
          <div className="card-body">
            <dl className="facts">
              <Linked label={m.release_link()} text={version.link} />
              <Linked label={m.release_local_link()} text={version.testUrl} />
              {version.bundle && <Facts bundle={version.bundle} />}
            </dl>
          </div>
        </section>
        <History version={version} />
      </div>
    </Page>
  );
}

/** Why the platform or its reviewer rejected it. */
function Refusal({ version: { problems, reason, state } }: { readonly version: MiniAppVersion }) {
  const now = useLanguage();
  const said = [
    ...problems.map((problem) => problem[now]),
    ...(state === 'REJECTED' && reason ? [m.rejected_because({ reason })] : []),
  ];
  if (said.length === 0) return null;
  return (
    <div className="notice" data-tone="bad" role="status">
      <ul>
        {said.map((text) => (
          <li key={text}>{text}</li>
        ))}
        <li>{m.release_new_bundle()}</li>
      </ul>
    </div>
  );
}

function Linked({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="row release-link">
        <span className="mono">{text}</span>
        <CopyButton text={text} label={m.release_copy({ what: label })} />
      </dd>
    </>
  );
}

function Facts({ bundle }: { readonly bundle: BundleFacts }) {
  const { unpackedBytes, ownBytes, packedBytes, files, platform, sdkVersion, sha256 } = bundle;
  return (
    <>
      <dt>{m.release_size()}</dt>
      <dd>
        {m.release_size_of({ size: fileSize(unpackedBytes), limit: fileSize(LIMIT_BYTES) })}
        <br />
        <span className="quiet">
          {m.release_own_size({
            own: fileSize(ownBytes),
            packed: fileSize(packedBytes),
            files: String(files),
          })}
        </span>
      </dd>
      <dt>{m.release_platform()}</dt>
      <dd>{platform === 'web' ? 'WebView' : 'React Native'}</dd>
      <dt>SDK</dt>
      <dd>{sdkVersion ?? m.release_unknown()}</dd>
      <dt>sha256</dt>
      <dd className="mono release-link">{sha256}</dd>
    </>
  );
}

function History({ version: { history } }: { readonly version: MiniAppVersion }) {
  return (
    <section className="card" aria-labelledby="history">
      <h2 className="card-head" id="history">
        {m.release_history()}
      </h2>
      <ol className="release-history">
        {history.toReversed().map(({ step, at, by, reason }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other name
          <li key={index}>
            <span className="row wrap">
              <strong className="grow">{stepWordOf(step)}</strong>
              <span>{personWordOf(by)}</span>
              <span className="quiet">{dayAndTime(at)}</span>
            </span>
            {reason && <p>{m.rejected_because({ reason })}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
