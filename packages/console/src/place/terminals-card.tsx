import { useMemo, useState } from 'react';
import { DeedButton } from '../actions/deed-button.js';
import type { InstalledPlugin, PlaceStore, PlaceTerminal, TerminalKind } from '../api/place.js';
import { Badge } from '../design/badge.js';
import { Choice } from '../design/choice.js';
import { type Column, DataTable } from '../design/data-table.js';
import { Empty } from '../design/empty.js';
import { language } from '../language/language.js';
import { m } from '../paraglide/messages.js';
import { installDeed, startDeed, trackDeed } from './place-deeds.js';
import { kindText, trackText } from './place-words.js';

interface TerminalsCardProps {
  readonly terminals: readonly PlaceTerminal[];
  readonly stores: readonly PlaceStore[];
}

/** 설치 현황: every Front and POS, its running plugins, and the plugins after its next start. */
export function TerminalsCard({ terminals, stores }: TerminalsCardProps) {
  const columns = useColumns(stores);
  return (
    <section className="card" aria-labelledby="terminals">
      <div className="card-head">
        <h2 id="terminals">{m.place_terminals()}</h2>
      </div>
      <div className="card-body stack">
        <p>{m.place_terminals_lead()}</p>
        {stores.length > 0 && <NewTerminal stores={stores} />}
      </div>
      <DataTable
        label={m.place_terminals()}
        columns={columns}
        rows={terminals}
        rowId={({ terminalId }) => terminalId}
        empty={<Empty title={m.place_no_terminals()} />}
      />
    </section>
  );
}

function NewTerminal({ stores }: { readonly stores: readonly PlaceStore[] }) {
  const [terminalId, setTerminalId] = useState('front-1');
  const [chosen, setChosen] = useState('');
  const [kind, setKind] = useState<TerminalKind>('FRONT');
  const storeId = stores.some((each) => each.storeId === chosen) ? chosen : (stores[0]?.storeId ?? '');
  return (
    <div className="row wrap">
      <input
        className="input mono"
        style={{ width: 130 }}
        aria-label={m.place_terminal_id()}
        value={terminalId}
        onChange={({ target }) => setTerminalId(target.value)}
      />
      <Choice
        label={m.place_terminal_kind()}
        value={kind}
        options={[
          ['FRONT', m.place_front()],
          ['POS', 'POS'],
        ]}
        onChange={setKind}
      />
      <Choice
        label={m.place_store()}
        value={storeId}
        options={stores.map((store) => [store.storeId, store.name] as const)}
        onChange={setChosen}
      />
      <DeedButton deed={installDeed(terminalId, storeId, kind)} size="usual" disabled={terminalId === ''} />
    </div>
  );
}

function useColumns(stores: readonly PlaceStore[]): readonly Column<PlaceTerminal>[] {
  const now = language();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads are texts
  return useMemo(
    () => [
      {
        id: 'terminal',
        header: m.place_terminal(),
        cell: ({ row: { original } }) => (
          <span>
            <strong className="mono">{original.terminalId}</strong> {kindText(original.kind)}
          </span>
        ),
      },
      {
        id: 'store',
        header: m.place_store(),
        cell: ({ row: { original } }) =>
          stores.find(({ storeId }) => storeId === original.storeId)?.name ?? original.storeId,
      },
      {
        id: 'track',
        header: m.place_track(),
        cell: ({ row: { original } }) => (
          <span className="row">
            <Badge tone={original.track === 'live' ? 'good' : 'warn'}>{trackText(original.track)}</Badge>
            <DeedButton deed={trackDeed(original)} />
          </span>
        ),
      },
      {
        id: 'plugins',
        header: m.place_runs(),
        cell: ({ row: { original } }) => <Plugins plugins={original.plugins} />,
      },
      {
        id: 'waiting',
        header: m.place_waits(),
        cell: ({ row: { original } }) => <Plugins plugins={original.waiting} />,
      },
      {
        id: 'start',
        header: m.next_step(),
        cell: ({ row: { original } }) => (
          <span className="row">
            <DeedButton deed={startDeed(original, 'restart')} />
            {original.kind === 'POS' && <DeedButton deed={startDeed(original, 'reload')} />}
          </span>
        ),
      },
    ],
    [now, stores],
  );
}

function Plugins({ plugins }: { readonly plugins: readonly InstalledPlugin[] }) {
  return plugins.map(({ pluginId, version, track }) => (
    <span key={pluginId} style={{ display: 'block', whiteSpace: 'nowrap' }}>
      {pluginId} <strong>{version}</strong>
      {track === 'development' && <span className="quiet"> {trackText(track)}</span>}
    </span>
  ));
}
