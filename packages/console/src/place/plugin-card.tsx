import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { DeedButton } from '../actions/deed-button.js';
import { ReasonDialog } from '../actions/reason-dialog.js';
import { read } from '../api/client.js';
import type { PlacePlugin, PlaceTrack, PlaceVersion } from '../api/place.js';
import { Badge, type Tone } from '../design/badge.js';
import { Button } from '../design/button.js';
import { Choice } from '../design/choice.js';
import { type Column, DataTable } from '../design/data-table.js';
import { Empty } from '../design/empty.js';
import { fileSize } from '../language/format.js';
import { dayAndTime } from '../language/korean-time.js';
import { language } from '../language/language.js';
import { m } from '../paraglide/messages.js';
import { decideDeed, nextDeed, uploadPluginDeed } from './place-deeds.js';
import { kindText, trackText } from './place-words.js';

const NONE: readonly PlaceVersion[] = [];

const STATES: Readonly<Record<PlaceVersion['state'], readonly [() => string, Tone]>> = {
  UPLOADED: [m.place_state_uploaded, 'quiet'],
  IN_REVIEW: [m.place_state_in_review, 'warn'],
  REJECTED: [m.place_state_rejected, 'bad'],
  DEPLOYED: [m.place_state_deployed, 'good'],
};

/** A plugin, its two tracks, and its uploads. */
export function PluginCard({ plugin }: { readonly plugin: PlacePlugin }) {
  const { pluginId, name, type, company, acl } = plugin;
  const path = `/place/plugins/${encodeURIComponent(pluginId)}/versions`;
  const { data } = useQuery(read<{ versions: readonly PlaceVersion[] }>(path));
  const versions = useMemo(() => data?.versions.toReversed() ?? NONE, [data]);
  const [rejecting, setRejecting] = useState<PlaceVersion>();
  const columns = useColumns(setRejecting);
  return (
    <section className="card" aria-labelledby={`plugin-${pluginId}`}>
      <div className="card-head">
        <h2 id={`plugin-${pluginId}`} className="grow">
          {name} <span className="quiet mono">{pluginId}</span>
        </h2>
        <Badge tone="accent">{kindText(type)}</Badge>
      </div>
      <div className="card-body stack">
        <dl className="facts">
          <dt>{m.place_company()}</dt>
          <dd>{company}</dd>
          <dt>ACL</dt>
          <dd className="mono">{acl.join(', ') || m.place_no_acl()}</dd>
        </dl>
        <Upload pluginId={pluginId} />
      </div>
      <DataTable
        label={m.place_versions_of({ name })}
        columns={columns}
        rows={versions}
        rowId={({ track, version }) => `${track} ${version}`}
        empty={data && <Empty title={m.place_no_versions()} />}
      />
      {rejecting && (
        <ReasonDialog
          title={m.place_reject()}
          open
          onClose={() => setRejecting(undefined)}
          deed={(reason) => decideDeed(rejecting, 'REJECTED', reason)}
        />
      )}
    </section>
  );
}

function Upload({ pluginId }: { readonly pluginId: string }) {
  const [track, setTrack] = useState<PlaceTrack>('development');
  const [version, setVersion] = useState('1.0.0');
  const [file, setFile] = useState<File>();
  return (
    <div className="row wrap">
      <Choice
        label={m.place_track()}
        value={track}
        options={[
          ['development', m.place_track_development()],
          ['live', m.place_track_live()],
        ]}
        onChange={setTrack}
      />
      <input
        className="input"
        style={{ width: 110 }}
        aria-label={m.version()}
        value={version}
        onChange={({ target }) => setVersion(target.value)}
      />
      <input
        className="input"
        style={{ maxWidth: 260 }}
        type="file"
        accept=".zip,application/zip"
        aria-label={m.place_file()}
        onChange={({ target }) => setFile(target.files?.[0])}
      />
      <DeedButton
        deed={uploadPluginDeed(pluginId, track, version, file)}
        kind="primary"
        size="usual"
        disabled={file === undefined}
      />
    </div>
  );
}

function useColumns(reject: (version: PlaceVersion) => void): readonly Column<PlaceVersion>[] {
  const now = language();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads are texts
  return useMemo(
    () => [
      {
        id: 'version',
        header: m.version(),
        cell: ({ row: { original } }) => <strong>{original.version}</strong>,
      },
      {
        id: 'track',
        header: m.place_track(),
        cell: ({ row: { original } }) => trackText(original.track),
      },
      { id: 'state', header: m.state(), cell: ({ row: { original } }) => <State version={original} /> },
      {
        id: 'size',
        header: m.size(),
        cell: ({ row: { original } }) => (
          <span title={`sha256 ${original.sha256}`}>{fileSize(original.sizeBytes)}</span>
        ),
        meta: { align: 'end' },
      },
      {
        id: 'uploaded',
        header: m.place_uploaded_at(),
        cell: ({ row: { original } }) => dayAndTime(original.uploadedAt),
      },
      {
        id: 'next',
        header: m.next_step(),
        cell: ({ row: { original } }) => {
          const deed = nextDeed(original);
          return (
            <span className="row">
              {deed && <DeedButton deed={deed} />}
              {original.state === 'IN_REVIEW' && (
                <Button kind="danger" size="small" onClick={() => reject(original)}>
                  {m.place_reject()}
                </Button>
              )}
            </span>
          );
        },
      },
    ],
    [now, reject],
  );
}

function State({ version: { state, reason, reviewUntil } }: { readonly version: PlaceVersion }) {
  const [text, tone] = STATES[state];
  return (
    <span>
      <Badge tone={tone}>{text()}</Badge>
      {reviewUntil !== undefined && (
        <span className="quiet"> {m.place_review_until({ time: dayAndTime(reviewUntil) })}</span>
      )}
      {reason !== undefined && <span className="quiet"> {m.rejected_because({ reason })}</span>}
    </span>
  );
}
