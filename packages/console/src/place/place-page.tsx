import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../api/client.js';
import type { PlacePlugin, PlaceStore, PlaceTerminal } from '../api/place.js';
import { Button } from '../design/button.js';
import { Empty } from '../design/empty.js';
import { Icon } from '../design/icons.js';
import { Page } from '../design/page.js';
import { m } from '../paraglide/messages.js';
import { PluginCard } from './plugin-card.js';
import { RegisterPlugin } from './register-plugin.js';
import { StoresCard } from './stores-card.js';
import { TerminalsCard } from './terminals-card.js';

/** 토스 플레이스: plugins, from the upload to the terminals of shops. */
export function PlacePage() {
  const plugins = useQuery(read<{ plugins: readonly PlacePlugin[] }>('/place/plugins')).data?.plugins;
  const stores = useQuery(read<{ stores: readonly PlaceStore[] }>('/place/stores')).data?.stores;
  const terminals = useQuery(read<{ terminals: readonly PlaceTerminal[] }>('/place/terminals')).data
    ?.terminals;
  const [registering, setRegistering] = useState(false);
  return (
    <Page
      title={m.place()}
      lead={m.place_lead()}
      side={
        <Button kind="primary" onClick={() => setRegistering(true)}>
          <Icon name="plus" size={16} />
          {m.place_register()}
        </Button>
      }
    >
      <div className="stack">
        {plugins?.length === 0 && (
          <section className="card">
            <Empty title={m.place_no_plugins()}>{m.place_no_plugins_hint()}</Empty>
          </section>
        )}
        {plugins?.map((plugin) => (
          <PluginCard key={plugin.pluginId} plugin={plugin} />
        ))}
        {plugins && stores && <StoresCard stores={stores} plugins={plugins} />}
        {terminals && stores && <TerminalsCard terminals={terminals} stores={stores} />}
      </div>
      <RegisterPlugin open={registering} onClose={() => setRegistering(false)} />
    </Page>
  );
}
