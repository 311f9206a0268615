import { useMemo, useState } from 'react';
import { DeedButton } from '../actions/deed-button.js';
import type { PlacePlugin, PlaceStore } from '../api/place.js';
import { Badge } from '../design/badge.js';
import { Choice } from '../design/choice.js';
import { type Column, DataTable } from '../design/data-table.js';
import { Empty } from '../design/empty.js';
import { Toggle } from '../design/toggle.js';
import { language } from '../language/language.js';
import { m } from '../paraglide/messages.js';
import { activateDeed, openStoreDeed, type PluginActivator } from './place-deeds.js';

interface StoresCardProps {
  readonly stores: readonly PlaceStore[];
  readonly plugins: readonly PlacePlugin[];
}

/** Shops of Toss Place. Only a VAN agent can activate a plugin there. */
export function StoresCard({ stores, plugins }: StoresCardProps) {
  const columns = useColumns(plugins);
  return (
    <section className="card" aria-labelledby="stores">
      <div className="card-head">
        <h2 id="stores">{m.place_stores()}</h2>
      </div>
      <div className="card-body stack">
        <p>{m.place_stores_lead()}</p>
        <NewStore />
      </div>
      <DataTable
        label={m.place_stores()}
        columns={columns}
        rows={stores}
        rowId={({ storeId }) => storeId}
        empty={<Empty title={m.place_no_stores()} />}
      />
    </section>
  );
}

function NewStore() {
  const [storeId, setStoreId] = useState('store-1');
  const [name, setName] = useState('');
  const [test, setTest] = useState(false);
  return (
    <div className="row wrap">
      <input
        className="input mono"
        style={{ width: 130 }}
        aria-label={m.place_store_id()}
        value={storeId}
        onChange={({ target }) => setStoreId(target.value)}
      />
      <input
        className="input"
        style={{ width: 160 }}
        aria-label={m.place_store_name()}
        placeholder={m.place_store_name()}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <span className="row">
        <Toggle label={m.place_test_store()} checked={test} onChange={setTest} />
        <span aria-hidden="true">{m.place_test_store()}</span>
      </span>
      <DeedButton
        deed={openStoreDeed(storeId, name, test)}
        size="usual"
        disabled={storeId === '' || name.trim() === ''}
      />
    </div>
  );
}

function useColumns(plugins: readonly PlacePlugin[]): readonly Column<PlaceStore>[] {
  const now = language();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads are texts
  return useMemo(
    () => [
      {
        id: 'name',
        header: m.place_store(),
        cell: ({ row: { original } }) => (
          <span>
            <strong>{original.name}</strong> <span className="quiet mono">{original.storeId}</span>{' '}
            {original.test && <Badge tone="quiet">{m.place_test_store()}</Badge>}
          </span>
        ),
      },
      {
        id: 'plugins',
        header: m.place_active_plugins(),
        cell: ({ row: { original } }) => <span className="mono">{original.plugins.join(', ')}</span>,
      },
      {
        id: 'activate',
        header: m.place_activate(),
        cell: ({ row: { original } }) => <Activate store={original} plugins={plugins} />,
      },
    ],
    [now, plugins],
  );
}

function Activate({
  store,
  plugins,
}: {
  readonly store: PlaceStore;
  readonly plugins: readonly PlacePlugin[];
}) {
  const left = plugins.filter(({ pluginId }) => !store.plugins.includes(pluginId));
  const [chosen, setChosen] = useState('');
  const [by, setBy] = useState<PluginActivator>('VAN_AGENT');
  const pluginId = left.some((each) => each.pluginId === chosen) ? chosen : (left[0]?.pluginId ?? '');
  if (pluginId === '') return null;
  return (
    <span className="row">
      <Choice
        label={m.place_plugin()}
        value={pluginId}
        options={left.map((plugin) => [plugin.pluginId, plugin.name] as const)}
        onChange={setChosen}
      />
      <Choice
        label={m.place_activator()}
        value={by}
        options={[
          ['VAN_AGENT', m.place_by_van()],
          ['DEVELOPER', m.place_by_developer()],
          ['STORE', m.place_by_store()],
        ]}
        onChange={setBy}
      />
      <DeedButton deed={activateDeed(store, pluginId, by)} />
    </span>
  );
}
