import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { MiniAppVersion } from '../api/version.js';
import { type Column, DataTable } from '../design/data-table.js';
import { Empty } from '../design/empty.js';
import { fileSize } from '../language/format.js';
import { dayAndTime } from '../language/korean-time.js';
import { language } from '../language/language.js';
import { m } from '../paraglide/messages.js';
import { VersionActions } from './version-actions.js';
import { StateOfVersion } from './version-state.js';

/** All uploaded versions, the newest first. */
export function VersionsTable({ versions }: { readonly versions: readonly MiniAppVersion[] }) {
  const columns = useColumns();
  return (
    <section className="card" aria-labelledby="versions">
      <h2 className="card-head" id="versions" style={{ borderBottom: 0 }}>
        {m.release_versions()}
      </h2>
      <DataTable
        label={m.release_versions()}
        columns={columns}
        rows={versions}
        rowId={({ version }) => version}
        empty={<Empty title={m.release_no_versions()}>{m.release_no_versions_hint()}</Empty>}
      />
    </section>
  );
}

function useColumns(): readonly Column<MiniAppVersion>[] {
  const now = language();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads are texts
  return useMemo(
    () => [
      {
        id: 'version',
        header: m.version(),
        cell: ({ row: { original } }) => (
          <Link to="/releases/$version" params={{ version: original.version }}>
            <strong>{original.version}</strong>
          </Link>
        ),
      },
      {
        id: 'state',
        header: m.state(),
        cell: ({ row: { original } }) => <StateOfVersion version={original} />,
      },
      {
        id: 'size',
        header: m.release_size(),
        cell: ({ row: { original } }) => original.bundle && fileSize(original.bundle.unpackedBytes),
        meta: { align: 'end' },
      },
      {
        id: 'memo',
        header: m.release_memo(),
        cell: ({ row: { original } }) => original.memo,
        meta: { className: 'prose' },
      },
      {
        id: 'uploaded',
        header: m.release_uploaded_at(),
        cell: ({ row: { original } }) => dayAndTime(original.history[0]?.at ?? 0),
      },
      {
        id: 'next',
        header: m.next_step(),
        cell: ({ row: { original } }) => <VersionActions version={original} />,
      },
    ],
    [now],
  );
}
