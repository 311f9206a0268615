import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { DeedButton } from '../actions/deed-button.js';
import { read } from '../api/client.js';
import type { MiniAppVersion, Versions } from '../api/version.js';
import { Badge, type Tone } from '../design/badge.js';
import { type Column, DataTable } from '../design/data-table.js';
import { Empty } from '../design/empty.js';
import { language } from '../language/language.js';
import { m } from '../paraglide/messages.js';
import { nextVersionDeed } from './account-deeds.js';

const STATES: Readonly<Record<MiniAppVersion['state'], readonly [() => string, Tone]>> = {
  UPLOADING: [m.version_upload, 'quiet'],
  BUILDING: [m.version_state_building, 'warn'],
  PREPARE: [m.version_state_building, 'warn'],
  BUILD_FAILED: [m.version_state_failed, 'bad'],
  WITHDRAWN: [m.version_state_withdrawn, 'quiet'],
  UPLOADED: [m.version_state_uploaded, 'quiet'],
  IN_REVIEW: [m.review_running, 'warn'],
  APPROVED: [m.review_approved, 'accent'],
  REJECTED: [m.review_rejected, 'bad'],
  RELEASED: [m.version_state_released, 'good'],
};

/** The mini-app's versions: a product can ask for one of the released ones. */
export function VersionsCard() {
  const { data } = useQuery(read<Versions>('/versions'));
  const columns = useColumns();
  return (
    <section className="card" aria-labelledby="versions">
      <div className="card-head">
        <h2 id="versions" className="grow">
          3. {m.versions()}
        </h2>
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
      {
        id: 'size',
        header: m.size(),
        cell: ({ row: { original } }) =>
          original.bundle && `${(original.bundle.unpackedBytes / 1e6).toFixed(1)} MB`,
      },
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
