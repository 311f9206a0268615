import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { act } from '../actions/act.js';
import { read } from '../api/client.js';
import type { Versions } from '../api/version.js';
import { Icon } from '../design/icons.js';
import { Page } from '../design/page.js';
import { m } from '../paraglide/messages.js';
import { DeployKeysCard } from './deploy-keys-card.js';
import { LiveCard } from './live-card.js';
import { uploadBundleDeed } from './release-deeds.js';
import './releases.css';
import { VersionsTable } from './versions-table.js';

/** 앱 출시: all versions, and the live one. */
export function ReleasesPage() {
  const { data } = useQuery(read<Versions>('/versions'));
  const versions = useMemo(() => data?.versions.toReversed(), [data]);
  return (
    <Page title={m.releases()} lead={m.releases_lead()} side={<Upload />}>
      <div className="stack">
        {data && <LiveCard live={data.live} />}
        {versions && <VersionsTable versions={versions} />}
        <DeployKeysCard />
      </div>
    </Page>
  );
}

function Upload() {
  return (
    <label className="button" data-kind="primary">
      <Icon name="plus" size={16} />
      {m.release_upload()}
      <input
        type="file"
        className="visually-hidden"
        accept=".ait"
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file) void act(uploadBundleDeed(file));
        }}
      />
    </label>
  );
}
