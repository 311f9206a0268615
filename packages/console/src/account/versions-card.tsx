import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { DeedButton } from '../actions/deed-button.js';
import { read } from '../api/client.js';
import type { MiniAppVersion } from '../api/world.js';
import { Badge, type Tone } from '../design/badge.js';
import { type Column, DataTable } from '../design/data-table.js';
import { Empty } from '../design/empty.js';
import { language } from '../language/language.js';
import { m } from '../paraglide/messages.js';
import { nextVersionDeed, uploadDeed } from './account-deeds.js';

const STATES: Readonly<Record<MiniAppVersion['state'], readonly [() => string, Tone]>> = {
  UPLOADED: [m.version_state_uploaded, 'quiet'],
  IN_REVIEW: [m.review_running, 'warn'],
  APPROVED: [m.review_approved, 'accent'],
  REJECTED: [m.review_rejected, 'bad'],
  RELEASED: [m.version_state_released, 'good'],
};

/** The mini-app's versions: a product can ask for one of the released ones. */
export function VersionsCard() {
  const { data } = useQuery(read<{ versions: readonly MiniAppVersion[] }>('/versions'));
  const [version, setVersion] = useState('1.0.0');
  const columns = useColumns();
  return (
    <section className="card" aria-labelledby="versions">
      <div className="card-head">
        <h2 id="versions" className="grow">
          3. {m.versions()}
        </h2>
        <input
          className="input"
          style={{ width: 110 }}
          aria-label={m.version()}
          value={version}
          onChange={({ target }) => setVersion(target.value)}
        />
        <DeedButton deed={uploadDeed(version)} size="usual" />
      </div>
      <DataTable
        label={m.versions()}
        columns={columns}
        rows={data?.versions ?? NONE}
        rowId={(row) => row.version}
        empty={data && <Empty title={m.no_versions()} />}
      />
    </section>
  );
}

const NONE: readonly MiniAppVersion[] = [];

function useColumns(): readonly Column<MiniAppVersion>[] {
  const now = language();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads are texts
  return useMemo(
    () => [
      {
        id: 'version',
        header: m.version(),
        cell: ({ row: { original } }) => <strong>{original.version}</strong>,
      },
      { id: 'size', header: m.size(), cell: ({ row: { original } }) => `${original.sizeMb} MB` },
      {
        id: 'state',
        header: m.state(),
        cell: ({ row: { original } }) => {
          const [text, tone] = STATES[original.state];
          return <Badge tone={tone}>{text()}</Badge>;
        },
      },
      {
        id: 'next',
        header: m.next_step(),
        cell: ({ row: { original } }) => {
          const deed = nextVersionDeed(original);
          return deed && <DeedButton deed={deed} />;
        },
      },
    ],
    [now],
  );
}
